export const common = {
  appName: '巡护',
  sampleBureau: '示例区',
  save: '保存',
  saved: '已保存',
  undo: '撤销',
  back: '返回',
  cancel: '取消',
  offline: '离线',
  offlineReady: '离线可用',
} as const
