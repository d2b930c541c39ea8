import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import { starterCategories } from '../../../domain/casework/category-table.ts'
import type { CaseReported } from '../../../domain/casework/case-entries.ts'
import type { PhotoRole, PhotoRule } from '../../../domain/casework/photo-rule.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import { caseIdOf } from '../../../domain/ids.ts'
import { hxTemplate } from '../../../domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../../domain/inspection/templates/xy.ts'
import type { PhotoStock } from '../photo-stock.ts'
import type { FindingKind } from './finding-kinds.ts'
import type { Recorder } from './recorder.ts'
import { near, spotOf } from './shift-place.ts'

const minuteMs = 60_000

const rolesOf: Readonly<Record<PhotoRule, readonly PhotoRole[]>> = {
  '0': [],
  '1': ['scene'],
  '2': ['far', 'near'],
  '3': ['far', 'near', 'reference'],
  BA: ['before'],
}
const isClose = (role: PhotoRole): boolean => role === 'near' || role === 'reference'

/** The checklist item that asks about this category, in the checklist of that sort of shift. */
export function itemAskingFor(category: string, shift: Shift): { templateId: string; itemId: string } | null {
  const template = shift.session === 'patrol' ? xyTemplate : hxTemplate
  const item = template.groups.flatMap((group) => group.items).find((each) => each.category === category)
  return item === undefined ? null : { templateId: template.id, itemId: item.id }
}

const categoryOf = (slug: string) =>
  must(
    starterCategories.rows.find((row) => row.slug === slug),
    `category ${slug} exists`,
  )

const placeOf = (shift: Shift, atMs: number, random: Random): CaseReported['place'] => {
  const spot = spotOf(shift, random)
  const accuracyM = 5 + Math.round(random.next() * 15)
  const fixAt = new Date(atMs).toISOString()
  return { ...spot.place, fix: { ...near(spot.point, 40, random), accuracyM, crs: 'wgs84', source: 'gps', fixAt } }
}

interface FindingOptions {
  readonly shift: Shift
  readonly kind: FindingKind
  readonly atMs: number
  /** Solved on the spot where its kind allows. */
  readonly solved: boolean
  /** Pictures put off and never made up for. */
  readonly owed: number
  readonly fromChecklist: boolean
}

/** 上报问题, and 当场处理 some minutes later where it was solved. */
export function recordFinding(recorder: Recorder, options: FindingOptions, stock: PhotoStock, random: Random): void {
  const { shift, kind, atMs } = options
  const category = categoryOf(kind.category)
  const roles = rolesOf[category.photo]
  const taken = roles.slice(0, Math.max(0, roles.length - options.owed))
  const item = options.fromChecklist ? itemAskingFor(kind.category, shift) : null
  const reportId = recorder.record({
    kind: 'case.reported',
    atMs,
    subjects: (id) => [caseIdOf(id), shift.id],
    data: {
      category: category.slug,
      categoryLabel: category.label,
      severity: kind.severity,
      authority: kind.authority,
      place: placeOf(shift, atMs, random),
      note: kind.note,
      photoRule: category.photo,
      ...(item === null ? {} : { origin: { ...item, templateVersion: 1, shiftId: shift.id } }),
    },
    parts: taken.map((role) =>
      recorder.photoRef(stock.photoOf(kind.motif, isClose(role) ? 'near' : 'far', false), role, atMs),
    ),
  })
  if (!options.solved || kind.onSite === null) return
  const solvedAtMs = atMs + Math.round((3 + random.next() * 6) * minuteMs)
  recorder.record({
    kind: 'case.closedOnSite',
    atMs: solvedAtMs,
    subjects: [caseIdOf(reportId)],
    after: [reportId],
    data: { disposition: kind.onSite, note: kind.onSite === 'GUIDE' ? '已引导到疏导点' : '已劝离，现场恢复' },
    parts: [recorder.photoRef(stock.photoOf(kind.motif, 'far', true), 'after', solvedAtMs)],
  })
}
