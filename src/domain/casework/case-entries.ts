import * as v from 'valibot'
import { PostId, SchoolId, StreetId, SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { Fix } from '../place/point.ts'
import { Disposition } from './disposition.ts'
import { PhotoRule } from './photo-rule.ts'
import { Severity } from './severity.ts'

const note = v.pipe(v.string(), v.maxLength(2_000))

/** Where a case is: data, not a part, for a case without a place cannot be worked off. */
export const CasePlace = v.looseObject({
  fix: v.nullable(Fix),
  text: v.pipe(v.string(), v.maxLength(200)),
  streetId: v.optional(StreetId),
  schoolId: v.optional(SchoolId),
  postId: v.optional(PostId),
  /** Z0 gate apron, Z1 perimeter. */
  zone: v.optional(v.string()),
})
export type CasePlace = v.InferOutput<typeof CasePlace>

/** 上报问题. Subjects: the case (derived from this entry's id), then the shift. Parts: photos. */
export const CaseReported = v.looseObject({
  category: v.string(),
  categoryLabel: v.string(),
  severity: Severity,
  authority: v.optional(v.string()),
  place: CasePlace,
  note,
  /** What the category asked for at capture; fewer pictures are accepted and owed. */
  photoRule: PhotoRule,
  /** 整改时限, where what opened it knows one. */
  dueAt: v.optional(Instant),
  /** The checklist item that opened it. */
  origin: v.optional(
    v.looseObject({ templateId: v.string(), templateVersion: v.number(), itemId: v.string(), shiftId: SubjectId }),
  ),
})
export type CaseReported = v.InferOutput<typeof CaseReported>

/** Pictures or words added to a case later, by anyone who may see it. Subjects: the case. */
export const CaseSupplemented = v.looseObject({ note })
export type CaseSupplemented = v.InferOutput<typeof CaseSupplemented>

/**
 * 当场处理: reported and solved at once. Subjects: the case. Parts: a photo with role `after` at least.
 *
 * A decision: an 协管员 may use PERSUADE, INFORM, GUIDE and ASSIST only; before and after no more than 50 m and 60 min apart.
 */
export const CaseClosedOnSite = v.looseObject({
  disposition: Disposition,
  note,
  /** Metres between the places of the shutters as the phone measured them; null where it did not know both. */
  apartM: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0)))),
})
export type CaseClosedOnSite = v.InferOutput<typeof CaseClosedOnSite>
