export const tally = {
  title: '快速计数',
  plusOne: '{what}，现为 {n}，点一下加一',
  lastSaved: '{what} 已保存',
  hint: '点一下加一',
} as const
