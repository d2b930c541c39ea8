import { expect, test } from 'vitest'
import { watermarkLines, type CopySubject } from '../../../../src/app/features/evidence/watermark-lines.ts'
import { copyMarks } from '../../../../src/protocol/evidence.ts'
import type { Sha256 } from '../../../../src/domain/ids.ts'

const subject: CopySubject = {
  photo: { source: 'viewfinder', takenAt: '2026-11-20T06:30:00.000Z', sha256: 'ab12'.repeat(16) as Sha256 },
  placeText: '示例一小东门',
  personName: '队员甲',
  numberWords: '案件 DA37EF',
}
const zone = 'Asia/Shanghai'

test('a watermark says when, where, who and which case, that it is sample data, and of which original it is a copy', () => {
  expect(watermarkLines(copyMarks, subject, zone)).toEqual([
    '2026-11-20 14:30',
    '示例一小东门',
    '记录人 队员甲',
    '案件 DA37EF',
    '示例区数据',
    '副本　原件指纹 ab12ab12ab12ab12',
  ])
})

test('that it is a copy stands on it even where nothing else does', () => {
  expect(watermarkLines([], subject, zone)).toEqual(['副本　原件指纹 ab12ab12ab12ab12'])
})

test('a photo from the gallery claims no time of its taking', () => {
  const photo = { ...subject.photo, source: 'gallery' } as const
  expect(watermarkLines(['time'], { ...subject, photo }, zone)[0]).toBe('2026-11-20 14:30 从相册导入，拍摄时间不能确认')
})

test('what is not known is left out', () => {
  expect(watermarkLines(['place', 'number'], { ...subject, placeText: '', numberWords: '' }, zone)).toHaveLength(1)
})
