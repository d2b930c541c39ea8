import type { CheckItem } from '../template.ts'

// Limits are one city's published event and component standards. They are shown as published, never as law.

/** B 广告文化. */
export const xyAdvertising: CheckItem[] = [
  {
    id: 'XY-B1',
    label: '散发传单、培训招生广告',
    help: '制止散发，无文书不收缴',
    severity: 'general',
    photo: '1',
    category: 'ad.leaflet',
    authority: 'CG',
    disposition: 'PERSUADE',
    deadline: '2 工作时',
    short: true,
  },
  {
    id: 'XY-B2',
    label: '乱张贴、乱涂写小广告',
    help: '非工作需要不记录电话号码',
    severity: 'general',
    photo: 'BA',
    category: 'ad.illegalPoster',
    authority: 'CG/HW',
    disposition: 'DISPATCH',
    deadline: '1 工作日',
  },
  {
    id: 'XY-B3',
    label: '违规户外广告、条幅、气模',
    severity: 'general',
    photo: '2',
    category: 'ad.illegalOutdoorAd',
    authority: 'CG',
    disposition: 'ORDER',
    deadline: '灯箱、条幅 1 工作日；立柱、墙面、楼顶 5 工作日',
  },
  {
    id: 'XY-B4',
    label: '广告招牌破损、倾斜、坠落风险',
    help: '有坠落风险先围挡下方',
    severity: 'critical',
    photo: '3',
    category: 'comp.signboard',
    authority: 'CG',
    disposition: 'EMERG',
    deadline: '倾斜 1 工作日；破损 2 工作日',
    starred: true,
    short: true,
  },
  {
    id: 'XY-B5',
    label: '低俗、有害内容广告、玩具、读物线索',
    help: '只记线索',
    severity: 'major',
    photo: '1',
    category: 'school.clueContent',
    authority: 'SJ/WL',
    disposition: 'TRANSFER',
    deadline: '当日移送',
  },
]
