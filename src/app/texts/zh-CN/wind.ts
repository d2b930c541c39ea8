/** 大风预警 and its route. Read with the screens of signs. */
export const wind = {
  title: '大风预警',
  levels: { none: '无', blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' },
  inForce: '大风{level}预警生效',
  notInForce: '没有大风预警',
  route: '今晚路线',
  routeCount: '{n} 块',
  actions: {
    blue: '看路线上的招牌，提醒责任人',
    yellow: '现场看人员密集处的招牌，撤下布幅和临时广告，降下屏幕',
    orange: '断电，在未整改的重大隐患下方设警戒；不安全时停止外出',
    red: '不外出，风后再排雷',
  },
  score: '等级 {grade} × 高度 {height} × 人流 {exposure} × 校门 {gate} = {total}',
  scoreHint: '得分越高越先去：等级 1–7，离地 10 米以上 3、4 米以上 2，人员密集 3，校门 50 米内 3、200 米内 2',
  level: '预警等级',
  hours: '多少小时后自动解除',
  raise: '发布',
  crews: '分成几组',
  crew: '第 {n} 组',
  print: '打印路线',
  empty: '没有要去的招牌',
} as const
