import * as v from 'valibot'
import { OutsideUnit } from '../domain/casework/outside-unit.ts'
import { DeviceId, EntryId, PartId, Sha256, SubjectId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'

/** What a unit without an account may send through its link. */
export const outsideLimits = {
  photos: 9,
  photoBytes: 8 * 1024 * 1024,
  /** Over the whole life of a link. */
  photosPerLink: 60,
  /** Answers that the office has not looked at. */
  waitingAnswers: 3,
} as const

/** GET /api/office/units: the register of units without accounts, those that are not used any more too. */
export const OutsideUnitListResponse = v.looseObject({
  units: v.array(v.looseObject({ unit: OutsideUnit, rev: v.number() })),
})
export type OutsideUnitListResponse = v.InferOutput<typeof OutsideUnitListResponse>

/** POST /api/office/units. `baseRev` null creates; one that somebody else changed is 409 `assignment/stale`. */
export const OutsideUnitEdit = v.looseObject({ unit: OutsideUnit, baseRev: v.nullable(v.number()) })
export type OutsideUnitEdit = v.InferOutput<typeof OutsideUnitEdit>

/** GET /api/office/unit-links?case=: the links that were given out for a case, the newest first. */
export const UnitLinkListResponse = v.looseObject({
  links: v.array(
    v.looseObject({
      linkId: DeviceId,
      unitName: v.string(),
      issuedByName: v.string(),
      issuedAt: Instant,
      expiresAt: Instant,
      /** Null while it was not revoked. */
      revokedAt: v.nullable(Instant),
      /** How often it was opened, looks within ten minutes being one, and when last. */
      opened: v.number(),
      lastOpenedAt: v.nullable(Instant),
    }),
  ),
})
export type UnitLinkListResponse = v.InferOutput<typeof UnitLinkListResponse>

/** POST /api/office/unit-links: a link for the unit that has the case now. */
export const UnitLinkRequest = v.looseObject({ caseId: SubjectId, days: v.picklist([3, 7, 15]) })
export type UnitLinkRequest = v.InferOutput<typeof UnitLinkRequest>

/** `token` is told this once: the server keeps its hash only. The link is `/u#` followed by it; what stands behind `#` is in no log. */
export const UnitLinkResponse = v.looseObject({ linkId: DeviceId, token: v.string(), expiresAt: Instant })
export type UnitLinkResponse = v.InferOutput<typeof UnitLinkResponse>

/** POST /api/office/unit-links/revoke */
export const UnitLinkRevokeRequest = v.looseObject({ linkId: DeviceId })
export type UnitLinkRevokeRequest = v.InferOutput<typeof UnitLinkRevokeRequest>

/**
 * GET /api/unit-link with `authorization: Bearer <token>`: the sheet as its unit reads it.
 *
 * No person stands in it: neither who complained nor who works here, only the office.
 */
export const UnitSheetResponse = v.looseObject({
  now: Instant,
  timeZone: v.string(),
  office: v.looseObject({ name: v.string(), phone: v.nullable(v.string()) }),
  unitName: v.string(),
  caseNumber: v.string(),
  categoryLabel: v.string(),
  placeText: v.string(),
  /** WGS-84; null where it is not known. */
  point: v.nullable(v.looseObject({ lat: v.number(), lng: v.number() })),
  task: v.string(),
  replyBy: Instant,
  sentAt: Instant,
  expiresAt: Instant,
  photos: v.array(PartId),
  answers: v.array(
    v.looseObject({
      at: Instant,
      result: v.picklist(['done', 'notOurs']),
      text: v.string(),
      state: v.picklist(['waiting', 'accepted', 'returned']),
      /** Why it was given back; '' where it was not. */
      reason: v.string(),
    }),
  ),
  /** 延期 that it asked for, and what the office said. */
  extensions: v.optional(
    v.array(
      v.looseObject({
        at: Instant,
        until: Instant,
        text: v.string(),
        state: v.picklist(['waiting', 'accepted', 'returned']),
        reason: v.string(),
      }),
    ),
  ),
  /** Not of what is 紧急, which is never extended. */
  mayAskExtension: v.optional(v.boolean()),
})
export type UnitSheetResponse = v.InferOutput<typeof UnitSheetResponse>

/** POST /api/unit-link/answers. A repetition of the same `id` changes nothing; its pictures were put before it. */
export const UnitAnswerRequest = v.looseObject({
  id: EntryId,
  result: v.picklist(['done', 'notOurs']),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2_000)),
  photos: v.pipe(
    v.array(
      v.looseObject({
        partId: PartId,
        sha256: Sha256,
        sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(outsideLimits.photoBytes)),
        /** Drawn anew by the page: of the phone that took it, nothing is left in it. */
        mime: v.literal('image/jpeg'),
        widthPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
        heightPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
        fileTimeAt: v.optional(Instant),
      }),
    ),
    v.maxLength(outsideLimits.photos),
  ),
})
export type UnitAnswerRequest = v.InferOutput<typeof UnitAnswerRequest>
export const UnitAnswerResponse = v.looseObject({ received: v.literal(true) })

/** POST /api/unit-link/extensions: the unit needs longer. A repetition of the same `id` changes nothing. */
export const UnitExtensionRequest = v.looseObject({
  id: EntryId,
  until: Instant,
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})
export type UnitExtensionRequest = v.InferOutput<typeof UnitExtensionRequest>
