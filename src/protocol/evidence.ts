import * as v from 'valibot'
import { PhotoRef } from '../domain/journal/part-ref.ts'
import { EntryId, PartId, PersonId, ScopeId, Sha256, SubjectId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'

/** POST /api/office/verify-picture: hashed where it lies, so that the picture itself is sent nowhere. */
export const VerifyPictureRequest = v.looseObject({ sha256: Sha256 })
export type VerifyPictureRequest = v.InferOutput<typeof VerifyPictureRequest>

/** A photo of a record as the server has it. */
export const KnownOriginal = v.looseObject({
  partId: PartId,
  entryId: EntryId,
  /** The record's kind; a newer server's may be unknown here. */
  kind: v.string(),
  subject: SubjectId,
  scope: ScopeId,
  /** What the case, sign or shift is called, and where it is; '' where nothing is known. */
  title: v.string(),
  placeText: v.string(),
  role: PhotoRef.entries.role,
  source: PhotoRef.entries.source,
  takenAt: PhotoRef.entries.takenAt,
  fileTimeAt: PhotoRef.entries.fileTimeAt,
  authorId: PersonId,
  authorName: v.string(),
  /** When the server received the record that names it. */
  receivedAt: Instant,
  state: v.picklist(['expected', 'stored', 'unreadable', 'erased']),
  erasedAt: v.nullable(Instant),
  erasedFor: v.nullable(v.picklist(['retention', 'order'])),
})
export type KnownOriginal = v.InferOutput<typeof KnownOriginal>

/** What a copy says of its picture, in the order in which it is drawn. */
export const copyMarks = ['time', 'place', 'person', 'number', 'sample'] as const
export type CopyMark = (typeof copyMarks)[number]

const copyFacts = {
  marks: v.pipe(v.array(v.picklist(copyMarks)), v.maxLength(copyMarks.length)),
  /** Rectangles that were made unrecognisable. */
  mosaics: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)),
}

export const KnownCopy = v.looseObject({
  original: KnownOriginal,
  madeAt: Instant,
  madeBy: PersonId,
  madeByName: v.string(),
  ...copyFacts,
})
export type KnownCopy = v.InferOutput<typeof KnownCopy>

/**
 * What a picture is, by its bytes.
 *
 * `others`: it is also, or only, in records that the caller may not see; nothing more is said of those.
 */
export const VerifyPictureResponse = v.variant('is', [
  v.looseObject({ is: v.literal('original'), originals: v.array(KnownOriginal), others: v.boolean() }),
  v.looseObject({ is: v.literal('copy'), copies: v.array(KnownCopy), others: v.boolean() }),
  v.looseObject({ is: v.literal('unknown') }),
])
export type VerifyPictureResponse = v.InferOutput<typeof VerifyPictureResponse>

/** POST /api/office/picture-copies: a copy that was drawn in the office, by the hash of its file; before it is handed out. */
export const PictureCopyRequest = v.looseObject({ partId: PartId, sha256: Sha256, ...copyFacts })
export type PictureCopyRequest = v.InferOutput<typeof PictureCopyRequest>

/** POST /api/office/dossier-prints: a case's file as it is about to be printed, by the hash over all of it; before it is on paper. */
export const DossierPrintRequest = v.looseObject({ caseId: SubjectId, sha256: Sha256 })
export type DossierPrintRequest = v.InferOutput<typeof DossierPrintRequest>
