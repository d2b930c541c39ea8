import type { PhotoRole } from '../../src/domain/casework/photo-rule.ts'
import { caseIdOf, type PersonId, type SubjectId } from '../../src/domain/ids.ts'
import type { StampedEntry } from '../../src/domain/journal/entry.ts'
import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { at, createEntryMaker } from './entry-maker.ts'
import { photoRef } from './reported-case.ts'
import { signData, surveyData } from './surveyed-sign.ts'

export const signId = 'sign-0001' as SubjectId
export const finder = '1001' as PersonId
export const other = '1101' as PersonId

interface Facts {
  readonly roles?: readonly PhotoRole[]
  readonly time?: string
}

const picturesOf = (roles: readonly PhotoRole[]) => roles.map((role, index) => photoRef(role, index + 1))

/** A sign whose panel hangs, and what came after. */
export function hangingPanel() {
  const make = createEntryMaker(signId)
  const registered = make('sign.registered', signData(), { at: at('07:00') })
  const found = make('sign.surveyed', surveyData({ 'GG-P01': 'S' }), { at: at('08:00') })
  const caseId = caseIdOf(found.entry.id)
  const subjects = [signId, caseId]
  const opener = { ...found, entry: { ...found.entry, subjects } }
  return {
    make,
    before: [registered, opener],
    caseId,
    decide: <K extends EntryKind>(author: string, role: Role, kind: K, data: EntryData[K]): StampedEntry =>
      make(kind, data, { at: at('12:00'), author, role, rev: 1, subjects: [caseId] }),
    /** As the server took them in, one after another. */
    stamped: (entries: readonly StampedEntry[]): readonly StampedEntry[] =>
      entries.map((item, index) => ({
        ...item,
        stamp: { receivedAt: at('12:00'), authorRole: 'officer', ...item.stamp, rev: index + 1 },
      })),
    finish: (author: PersonId, { roles = [], time = '09:00' }: Facts = {}) =>
      make(
        'sign.rectified',
        { survey: found.entry.id, measures: '已拆除' },
        { at: at(time), author, subjects, parts: picturesOf(roles) },
      ),
    takeBack: ({ entry }: StampedEntry) =>
      make(
        'record.withdrawn',
        { target: entry.id, reason: '看错了' },
        { at: at('13:00'), author: entry.author, subjects: [...entry.subjects] },
      ),
    look: (author: PersonId, facts: Facts & { readonly bad?: true } = {}) =>
      make('sign.surveyed', surveyData(facts.bad ? { 'GG-P01': 'M' } : {}, { hasOpenCase: true }), {
        at: at(facts.time ?? '10:00'),
        author,
        subjects,
        parts: picturesOf(facts.roles ?? ['after']),
      }),
  }
}
