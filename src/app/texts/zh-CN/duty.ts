/** What the duty screens share: times, places, people, calls. */
export const duty = {
  minutes: '{n} 分钟',
  hours: '{h} 小时',
  hoursMinutes: '{h} 小时 {m} 分',
  metres: '{n} 米',
  kilometres: '{n} 公里',
  /** Of a colleague whose name this phone does not know yet. */
  unknownPerson: '同事',
  /** Of a squad whose document is not here yet. */
  unknownSquad: '中队',
  call: '求助电话',
  emergency: { '110': '报警', '119': '火警', '120': '急救', '122': '交通事故' },
  callHint: '遇暴力、可疑人员先保持距离，先打 110，再报指挥中心',
  school: '学校 {name}',
  captain: '中队长 {name}',
  squad: '中队 {name}',
  command: '指挥中心 {name}',
  close: '关闭',
  otherReason: '其他原因，可手写',
} as const
