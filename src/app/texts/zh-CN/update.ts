export const update = {
  ready: '有新版本',
  apply: '更新',
  applying: '更新中',
  busy: '有页面正在填写，保存后再更新',
} as const
