import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import { evaluatedAgain } from './evaluation.ts'
import { answerIn, outsideWorkOf, withAnswer, withExtension, withExtensionDecided, withReview } from './outside-work.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { CaseActKind } from './transitions.ts'

type Act<K extends CaseActKind = CaseActKind> = StampedEntry<K>
type Effects = { readonly [K in CaseActKind]?: (life: Lifecycle, act: Act<K>) => Partial<Lifecycle> }

const closingOf = ({ entry, stamp }: Act): Lifecycle['closing'] => ({
  by: entry.author,
  atMs: correctedAtMs(entry),
  receivedAt: stamp?.receivedAt ?? null,
})

const withHandler = ({ handlers }: Lifecycle, { author }: JournalEntry): Pick<Lifecycle, 'handlers'> => ({
  handlers: handlers.includes(author) ? handlers : [...handlers, author],
})

/** What an act leaves behind besides the stage and the clock. */
const effects: Effects = {
  'case.closedOnSite': (_life, act) => {
    const { data, author } = act.entry
    const atMs = correctedAtMs(act.entry)
    return {
      closedOnSite: { disposition: data.disposition, note: data.note, by: author, atMs },
      closing: closingOf(act),
    }
  },
  'case.verifyAsked': (_life, { entry: { data } }) => ({
    verifying: { unit: data.to, person: data.person ?? null, reason: data.reason, dueAtMs: Date.parse(data.dueAt) },
  }),
  'case.verified': ({ lastReason }, { entry }) => {
    const { data, author: by } = entry
    const note = data.exists ? (data.note ?? '') : data.reason
    const verified = { by, atMs: correctedAtMs(entry), exists: data.exists, note }
    return { verifying: null, verified, lastReason: data.exists ? lastReason : note }
  },
  'case.filed': (_life, { entry }) => ({ filing: entry.data }),
  'case.rejected': (_life, { entry }) => ({ lastReason: entry.data.reason }),
  'case.merged': (_life, { entry }) => ({ mergedInto: entry.data.into }),
  'case.dispatched': (_life, { entry }) => ({
    handler: { unit: entry.data.to, person: entry.data.person ?? null },
    outside: null,
    request: null,
  }),
  'case.sentOut': (_life, { entry }) => ({ handler: null, outside: outsideWorkOf(entry), request: null }),
  'case.unitAnswered': ({ outside }, { entry }) => (outside ? { outside: withAnswer(outside, entry) } : {}),
  'case.unitExtensionAsked': ({ outside }, { entry }) => ({
    outside: outside && withExtension(outside, entry),
    // Nobody of ours asked: whoever wrote it down may decide about it.
    request: {
      sort: 'extension',
      entryId: entry.id,
      by: null,
      untilMs: Date.parse(entry.data.until),
      reason: entry.data.reason,
    },
  }),
  'case.accepted': (life, { entry }) => ({
    handler: life.handler && { ...life.handler, person: entry.author },
    ...withHandler(life, entry),
  }),
  'case.returned': (life, { entry }) => ({
    handler: null,
    returns: life.returns + 1,
    lastReason: entry.data.reason,
    request: null,
  }),
  'case.handled': (life, { entry }) => {
    const { measures, disposition, docNo } = entry.data
    const handled = { by: entry.author, atMs: correctedAtMs(entry), measures, disposition, docNo: docNo ?? null }
    return { handled, request: null, ...withHandler(life, entry) }
  },
  'case.extensionAsked': (_life, { entry: { id, author, data } }) => ({
    request: { sort: 'extension', entryId: id, by: author, untilMs: Date.parse(data.until), reason: data.reason },
  }),
  'case.extensionDecided': ({ extensions, outside: work }, { entry }) => {
    const outside = work && withExtensionDecided(work, entry)
    return entry.data.approved
      ? { request: null, outside, extensions: extensions + 1 }
      : { request: null, outside, lastReason: entry.data.reason }
  },
  'case.deferralAsked': (_life, { entry: { id, author, data } }) => ({
    request: { sort: 'deferral', entryId: id, by: author, plan: data, approvedBy: [] },
  }),
  'case.resumed': () => ({ deferral: null }),
  'case.checked': (life, act) =>
    act.entry.data.passed
      ? { closing: closingOf(act) }
      : { reworks: life.reworks + 1, lastReason: act.entry.data.reason },
  'case.transferred': (_life, { entry }) => ({ transfer: entry.data, request: null }),
  'case.transferAnswered': (_life, act) =>
    act.entry.data.takenOver ? { closing: closingOf(act) } : { transfer: null, lastReason: act.entry.data.reply },
  'case.supervised': (_life, { entry }) => ({
    supervised: { by: entry.author, atMs: correctedAtMs(entry), reason: entry.data.reason },
  }),
  'case.evaluated': ({ evaluation }, { entry }) => ({
    evaluation: evaluatedAgain(evaluation, {
      satisfaction: entry.data.satisfaction,
      by: entry.author,
      atMs: correctedAtMs(entry),
      note: entry.data.note ?? '',
      complaint: null,
      declined: null,
    }),
  }),
  'case.reopeningDeclined': ({ evaluation }, { entry }) => ({
    evaluation: evaluation && { ...evaluation, declined: entry.data.reason },
  }),
  'case.reopened': (life, { entry }) => ({
    filing: null,
    verified: null,
    evaluation: null,
    handler: null,
    outside: null,
    handlers: [],
    handled: null,
    request: null,
    deferral: null,
    transfer: null,
    supervised: null,
    closing: null,
    lastReason: entry.data.reason,
    returns: 0,
    extensions: 0,
    reopenings: life.reopenings + 1,
  }),
  'case.voided': (_life, { entry }) => ({ lastReason: entry.data.reason, request: null, verifying: null }),
}

/** What the unit did becomes what was done about the case; it is the word of who confirms it, who then does not check it. */
function reviewEffect(
  life: Lifecycle,
  entry: JournalEntry<'case.answerReviewed'>,
  outcome: string,
): Partial<Lifecycle> {
  if (!life.outside) return {}
  const outside = withReview(life.outside, entry)
  if (!entry.data.accepted) return { outside, lastReason: entry.data.reason }
  const text = answerIn(life.outside, entry.data.answer)?.text ?? ''
  if (outcome === 'declined') return { outside: null, request: null, returns: life.returns + 1, lastReason: text }
  const atMs = correctedAtMs(entry)
  const handled = { by: entry.author, atMs, measures: text, disposition: 'DISPATCH', docNo: null } as const
  return { outside, handled, request: null, ...withHandler(life, entry) }
}

/** A deferral takes several words: the last of them grants it. */
function deferralEffect(
  { request }: Lifecycle,
  { data }: JournalEntry<'case.deferralDecided'>,
  outcome: string,
): Partial<Lifecycle> {
  if (request?.sort !== 'deferral') return {}
  if (!data.approved) return { request: null, lastReason: data.reason }
  return outcome === 'granted'
    ? { request: null, deferral: request.plan }
    : { request: { ...request, approvedBy: [...request.approvedBy, data.as] } }
}

/** The case after an act that counts, stage and clock apart. */
export function affect(life: Lifecycle, act: Act, outcome: string): Lifecycle {
  const { entry } = act
  if (entry.kind === 'case.deferralDecided') return { ...life, ...deferralEffect(life, entry, outcome) }
  if (entry.kind === 'case.answerReviewed') return { ...life, ...reviewEffect(life, entry, outcome) }
  // Each effect reads records of its own kind; TypeScript does not carry the pair through the look-up.
  const effect = effects[entry.kind] as ((life: Lifecycle, act: Act) => Partial<Lifecycle>) | undefined
  return { ...life, ...effect?.(life, act) }
}
