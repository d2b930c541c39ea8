/** 台账 as files: loaded with the office's screens. */
export const ledgerDownload = {
  cases: '导出问题台账',
  complaints: '导出投诉台账',
  duty: '导出护学岗台账',
  excel: 'Excel（带照片）',
  excelPlain: 'Excel',
  csv: 'CSV',
  from: '起',
  to: '止',
  withNames: '反映人不隐去（导出记入审计）',
  busy: '正在生成文件…',
  received: '正在下载，已收到 {mb} MB',
  progress: {
    days: '正在写入第 {done} 天，共 {total} 天（{percent}%）',
    lines: '正在写入第 {done} 条，共 {total} 条（{percent}%）',
    pictures: '正在放入照片 {done}/{total} 张（{percent}%）',
  },
  tooLong: 'Excel 一次最多 {n} 条，请先筛选',
} as const
