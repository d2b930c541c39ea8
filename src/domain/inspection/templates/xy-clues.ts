import type { CheckItem } from '../template.ts'

// Limits are one city's published event standard. They are shown as published, never as law.

/** F 移送类: other authorities' matters; the finding is a clue, handed over the same day. */
export const xyClues: CheckItem[] = [
  {
    id: 'XY-F1',
    label: '网吧、娱乐场所、酒吧线索',
    help: '只记位置和距离，不拍顾客',
    severity: 'major',
    photo: '1',
    category: 'school.clueVenue',
    authority: 'WL/GA',
    disposition: 'TRANSFER',
    deadline: '当日移送',
  },
  {
    id: 'XY-F2',
    label: '烟（含电子烟）、酒、彩票销售点线索',
    help: '看是否张贴不向未成年人销售的标志',
    severity: 'major',
    photo: '1',
    category: 'school.clueTobacco',
    authority: 'YC/SJ/民政体育',
    disposition: 'TRANSFER',
    deadline: '当日移送',
    short: true,
  },
  {
    id: 'XY-F3',
    label: '无证食品摊、三无食品线索',
    severity: 'major',
    photo: '1',
    category: 'school.clueFood',
    authority: 'SJ/CG',
    disposition: 'TRANSFER',
    deadline: '当日移送',
  },
]

/** G 施工噪声. */
export const xySites: CheckItem[] = [
  {
    // Dust stands for the three; the finding's category can be changed to noise or hoarding.
    id: 'XY-G1',
    label: '工地噪声、扬尘、围挡破损',
    help: '考试期间须安静',
    severity: 'general',
    photo: '2',
    category: 'site.dust',
    authority: 'CG/ZJ/HB',
    disposition: 'ORDER',
    deadline: '扬尘 2 工作时；围挡 2 工作日',
  },
  {
    id: 'XY-G2',
    label: '商业喇叭、促销噪声',
    severity: 'general',
    photo: '0',
    category: 'env.commercialNoise',
    authority: 'CG',
    disposition: 'PERSUADE',
    deadline: '2 紧急工作时',
  },
]

/** H 建设. */
export const xyBuilding: CheckItem[] = [
  {
    id: 'XY-H1',
    label: '违法搭建',
    severity: 'major',
    photo: '3',
    category: 'env.illegalBuild',
    authority: 'CG/JD',
    disposition: 'ORDER',
    deadline: '正在搭建 2 紧急工作日',
    short: true,
  },
]
