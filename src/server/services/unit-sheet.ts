import { caseNumber } from '../../domain/casework/case-number.ts'
import type { UnitAnswer, UnitExtension } from '../../domain/casework/outside-work.ts'
import type { PartId, ScopeId, Sha256 } from '../../domain/ids.ts'
import type { UnitSheetResponse } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { isStoreUnwritable, Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'
import type { ShownPart } from './show-part.ts'
import { actorOfLink, findLinkHolder, type LinkHolder } from './unit-link-holder.ts'

/** A page that is opened again and again is one look. */
const sameLookMs = 10 * 60 * 1000

type Deps = Pick<AppDeps, 'store' | 'clock' | 'config'>

/** Of the pictures that the sheet names, those of this case that are here: the sheet is a record, and may name any id. */
async function picturesOf(db: Tx, { caseId, work }: LinkHolder): Promise<ReadonlyMap<string, string>> {
  const { photos } = work.sheet
  if (photos.length === 0) return new Map()
  const rows = await db
    .selectFrom('part')
    .innerJoin('entry_subject', 'entry_subject.entry_id', 'part.entry_id')
    .select(['part.part_id', 'part.sha256'])
    .where('entry_subject.subject', '=', caseId)
    .where('part.part_id', 'in', photos)
    .where('part.kind', '=', 'photo')
    .where('part.state', '=', 'stored')
    .execute()
  return new Map(rows.map((row) => [row.part_id, row.sha256]))
}

async function officeOf(db: Tx, scope: ScopeId): Promise<UnitSheetResponse['office']> {
  const squad = (await findAssignment(db, 'squads', scope))?.data
  const { name, phone } = (squad ?? {}) as { name?: string; phone?: string }
  return { name: name ?? '', phone: phone ?? null }
}

function toAnswer({ atMs, result, text, review }: UnitAnswer): UnitSheetResponse['answers'][number] {
  const state = review === null ? 'waiting' : review.accepted ? 'accepted' : 'returned'
  return { at: new Date(atMs).toISOString(), result, text, state, reason: review?.reason ?? '' }
}

function toExtension({ atMs, untilMs, reason, decision }: UnitExtension) {
  const state = decision === null ? 'waiting' : decision.approved ? 'accepted' : 'returned'
  const [at, until] = [new Date(atMs).toISOString(), new Date(untilMs).toISOString()]
  return { at, until, text: reason, state, reason: decision?.reason ?? '' } as const
}

/** Who opens it is not known, that it was opened is. A store that takes nothing turns away nobody who only reads. */
async function noteOpening({ store, clock }: Deps, holder: LinkHolder): Promise<void> {
  const { link, caseId } = holder
  const nowMs = clock.now()
  if (link.last_opened_at !== null && nowMs - Date.parse(link.last_opened_at) < sameLookMs) return
  try {
    await store.write(async (tx) => {
      await tx
        .updateTable('unit_link')
        .set(({ eb }) => ({ opened: eb('opened', '+', 1), last_opened_at: new Date(nowMs).toISOString() }))
        .where('id', '=', link.id)
        .execute()
      const act = { act: 'unitLink.opened', target: caseId, details: { link: link.id } } as const
      await writeAudit(tx, actorOfLink(holder), nowMs, [act])
    })
  } catch (failure) {
    if (!isStoreUnwritable(failure)) throw failure
  }
}

/** 派遣单 as the unit reads it; rejects with `link/ended`. */
export async function readUnitSheet(deps: Deps, token: string): Promise<UnitSheetResponse> {
  const nowMs = deps.clock.now()
  const { holder, pictures, office } = await deps.store.read(async (db) => {
    const holder = await findLinkHolder(db, token, nowMs)
    const [pictures, office] = [await picturesOf(db, holder), await officeOf(db, holder.value.scope)]
    return { holder, pictures, office }
  })
  await noteOpening(deps, holder)
  const { value, work, link, caseId } = holder
  const { unitName, task, photos } = work.sheet
  const { fix, text } = value.report.place
  return {
    now: new Date(nowMs).toISOString(),
    timeZone: deps.config.timeZone,
    office,
    unitName,
    caseNumber: caseNumber(caseId),
    categoryLabel: value.life.filing?.categoryLabel ?? value.report.categoryLabel,
    placeText: text,
    point: fix && { lat: fix.lat, lng: fix.lng },
    task,
    replyBy: new Date(work.replyByMs).toISOString(),
    sentAt: new Date(work.sentAtMs).toISOString(),
    expiresAt: link.expires_at,
    photos: photos.filter((partId) => pictures.has(partId)),
    answers: work.answers.map(toAnswer),
    extensions: work.extensions.map(toExtension),
    mayAskExtension: value.report.severity !== 'critical',
  }
}

/** A picture of the sheet as a display copy, which carries no place and no device; the record itself never goes out. */
export async function showSheetPhoto(
  deps: Pick<AppDeps, 'store' | 'clock' | 'pictures'>,
  token: string,
  partId: PartId,
): Promise<ShownPart> {
  const sha256 = await deps.store.read(async (db) => {
    const holder = await findLinkHolder(db, token, deps.clock.now())
    return (await picturesOf(db, holder)).get(partId)
  })
  const body = sha256 === undefined ? null : await deps.pictures.derive(sha256 as Sha256, 'view')
  if (!body) throw new Problem('request/not-found', 'There is no such picture.')
  return { body, sizeBytes: body.byteLength, mime: 'image/jpeg', fileName: null }
}
