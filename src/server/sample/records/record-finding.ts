import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import { starterCategories } from '../../../domain/casework/category-table.ts'
import type { CaseReported } from '../../../domain/casework/case-entries.ts'
import type { PhotoRole, PhotoRule } from '../../../domain/casework/photo-rule.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import { caseIdOf } from '../../../domain/ids.ts'
import type { EntryId } from '../../../domain/ids.ts'
import { findingFromItem } from '../../../domain/inspection/finding-from-item.ts'
import type { ChecklistTemplate, CheckItem } from '../../../domain/inspection/template.ts'
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
  '4': ['far', 'near', 'fixing', 'below'],
  BA: ['before'],
}
const isClose = (role: PhotoRole): boolean => role === 'near' || role === 'reference'

/** The checklist item that asks about this category, in the checklist of that sort of shift. */
export function itemAskingFor(
  category: string,
  shift: Shift,
): { readonly template: ChecklistTemplate; readonly item: CheckItem } | null {
  const template = shift.session === 'patrol' ? xyTemplate : hxTemplate
  const item = template.groups.flatMap((group) => group.items).find((each) => each.category === category)
  return item === undefined ? null : { template, item }
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

/** What will be found, and what comes of it. */
export interface PlannedFinding {
  readonly kind: FindingKind
  /** A checklist item that failed opens it. */
  readonly fromChecklist: boolean
  readonly solved: boolean
  /** Pictures put off and never made up for. */
  readonly owed: number
}

/** Severity, authority and origin: the failed item's where there is one, else the kind's. */
function judgementOf(shift: Shift, { kind, fromChecklist }: PlannedFinding, zone: string | undefined) {
  const asked = fromChecklist ? itemAskingFor(kind.category, shift) : null
  if (asked === null) return { severity: kind.severity, authority: kind.authority }
  const { severity, authority } = findingFromItem(asked.item, zone ?? null)
  const { id: templateId, version: templateVersion } = asked.template
  return {
    severity,
    authority: authority ?? kind.authority,
    origin: { templateId, templateVersion, itemId: asked.item.id, shiftId: shift.id },
  }
}

function recordClosing(
  recorder: Recorder,
  reportId: EntryId,
  kind: FindingKind,
  atMs: number,
  stock: PhotoStock,
): void {
  if (kind.onSite === null) return
  recorder.record({
    kind: 'case.closedOnSite',
    atMs,
    subjects: [caseIdOf(reportId)],
    after: [reportId],
    data: { disposition: kind.onSite, note: kind.onSite === 'GUIDE' ? '已引导到疏导点' : '已劝离，现场恢复' },
    parts: [recorder.photoRef(stock.photoOf(kind.motif, 'far', true), 'after', atMs)],
  })
}

/** 上报问题, and 当场处理 some minutes later where it was solved. */
export function recordFinding(
  recorder: Recorder,
  shift: Shift,
  finding: PlannedFinding,
  atMs: number,
  stock: PhotoStock,
  random: Random,
): void {
  const { kind } = finding
  const category = categoryOf(kind.category)
  const place = placeOf(shift, atMs, random)
  const roles = rolesOf[category.photo]
  const taken = roles.slice(0, Math.max(0, roles.length - finding.owed))
  const reportId = recorder.record({
    kind: 'case.reported',
    atMs,
    subjects: (id) => [caseIdOf(id), shift.id],
    data: {
      category: category.slug,
      categoryLabel: category.label,
      ...judgementOf(shift, finding, place.zone),
      place,
      note: kind.note,
      photoRule: category.photo,
    },
    parts: taken.map((role) =>
      recorder.photoRef(stock.photoOf(kind.motif, isClose(role) ? 'near' : 'far', false), role, atMs),
    ),
  })
  const solvedAtMs = atMs + Math.round((3 + random.next() * 6) * minuteMs)
  if (finding.solved) recordClosing(recorder, reportId, kind, solvedAtMs, stock)
}
