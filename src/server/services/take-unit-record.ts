import type { EntryId } from '../../domain/ids.ts'
import { entryKinds } from '../../domain/journal/entry-kinds.ts'
import type { EntryData } from '../../domain/journal/entry-schemas.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { AppDeps } from '../app-deps.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { preparePush, receiveEntries, type Received } from './receive-entries.ts'
import { actorOfLink, findLinkHolder, type LinkHolder } from './unit-link-holder.ts'

type UnitKind = 'case.unitAnswered' | 'case.unitExtensionAsked'

/** What a unit says of its sheet. */
type UnitRecord = {
  [K in UnitKind]: { readonly kind: K; readonly data: EntryData[K]; readonly parts: readonly PhotoRef[] }
}[UnitKind]

/** The record is of who gave the link out, made where the link is: nobody else of ours was there. */
function entryOf({ value, work, link, linkId, caseId, issuer }: LinkHolder, id: EntryId, said: UnitRecord, at: string) {
  return {
    id,
    kind: said.kind,
    v: entryKinds[said.kind].v,
    scope: value.scope,
    subjects: [caseId],
    after: [work.sentBy],
    author: issuer.id,
    device: linkId,
    at,
    clock: { offsetMs: 0, monoMs: 0, bootId: link.id },
    data: { ...said.data },
    parts: [...said.parts],
  } satisfies EntryEnvelope
}

async function isKnown(tx: Tx, { linkId }: LinkHolder, id: EntryId): Promise<boolean> {
  const known = await tx.selectFrom('entry').select('device').where('id', '=', id).executeTakeFirst()
  if (known && known.device !== linkId) throw new Problem('request/malformed', 'This id is used.')
  return known !== undefined
}

/**
 * Takes in one record that a unit makes by its link, with the line of the audit; a repetition of its id changes nothing.
 *
 * `compose` says it for the case as it stands, or rejects. Rejects with `link/ended` too.
 */
export async function takeUnitRecord(
  deps: AppDeps,
  token: string,
  id: EntryId,
  compose: (tx: Tx, holder: LinkHolder) => Promise<UnitRecord>,
): Promise<void> {
  const nowMs = deps.clock.now()
  const received = await deps.store.write(async (tx): Promise<Received | null> => {
    const holder = await findLinkHolder(tx, token, nowMs)
    if (await isKnown(tx, holder, id)) return null
    const said = await compose(tx, holder)
    const entries = [entryOf(holder, id, said, new Date(nowMs).toISOString())]
    const { issuer, linkId, caseId } = holder
    const push = preparePush({ author: issuer.id, device: linkId, entries, smallParts: [], nowMs })
    const taken = await receiveEntries(tx, push)
    if (taken.results[0]?.status !== 'accepted') throw new Problem('request/malformed', 'This cannot be taken.')
    const act = {
      act: 'unitLink.answered',
      target: caseId,
      details: { link: linkId, photos: said.parts.length },
    } as const
    await writeAudit(tx, actorOfLink(holder), nowMs, [act])
    return taken
  })
  if (received) deps.live.publish(received.touchedScopes)
}
