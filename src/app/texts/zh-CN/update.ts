export const update = {
  ready: '有新版本',
  apply: '更新',
  applying: '更新中',
  busy: '有页面正在填写，保存后再更新',
  openInBrowser: '请在浏览器中打开',
  openInBrowserHow: '点右上角的 … ，选择“在浏览器打开”。或复制网址：',
  openInBrowserWhy: '在聊天软件里打开时，记录可能随时被清除，因此这里不能登录和填写。',
  install: '请先添加到主屏幕',
  installWhy: '在苹果手机上，只有从主屏幕打开的巡护才能长期保存记录。',
  installSteps: ['点底部的分享按钮', '选择“添加到主屏幕”', '从主屏幕打开巡护，再登录'],
} as const
