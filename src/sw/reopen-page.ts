/** What a navigation gets when even the shell cannot be read from the cache. */
export const reopenPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>巡护</title><body style="font:17px/1.6 system-ui;padding:48px 24px;max-width:28em;margin:auto">
<h1 style="font-size:22px">应用暂时打不开</h1><p>已保存的记录都在本机，没有丢失。</p><p>请完全关闭应用后重新打开；如仍不行，重启手机。</p></body></html>`
