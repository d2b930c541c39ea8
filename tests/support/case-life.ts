import type { CaseState } from '../../src/domain/casework/case-state.ts'
import { foldCase } from '../../src/domain/casework/fold-case.ts'
import { caseIdOf, type EntryId } from '../../src/domain/ids.ts'
import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { StampedEntry } from '../../src/domain/journal/entry.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { must } from '../../src/lib/must.ts'
import { filedData, handledData, unit } from './case-decisions.ts'
import { at, createEntryMaker, type EntryFacts } from './entry-maker.ts'
import { photoRef, reportedData } from './reported-case.ts'

/** Who they are in these lives. */
const roles: Readonly<Record<string, Role>> = {
  '1001': 'officer',
  '1002': 'officer',
  '1101': 'aux',
  '2001': 'captain',
  '3001': 'inspector',
  '4001': 'command',
}

/** A case as the server has it, one act after another. */
export interface CaseLife {
  readonly entries: StampedEntry[]
  does<K extends EntryKind>(author: string, kind: K, data: EntryData[K], facts?: EntryFacts): EntryId
  /** 立案, 派遣. */
  toDispatched(): void
  /** The same, and 接收 by 1001. */
  toHandling(): void
  /** The same, and 处置完成 by 1001. */
  toHandled(): void
  /** The same, and 核查通过 by 2001. */
  toClosed(): void
  state(): CaseState
  /** The reason of this act's having no effect; null where it had one. */
  whyNot(id: EntryId): string | null
}

/** `nth` tells several cases of one test apart. */
export function createCaseLife(report: Parameters<typeof reportedData>[0] = {}, nth = 1): CaseLife {
  const caseId = caseIdOf(`00000000-0000-7000-8000-00000000000${nth}` as EntryId)
  const make = createEntryMaker(caseId)
  const entries: StampedEntry[] = [make('case.reported', reportedData(report), { rev: 1, at: at('07:00') })]
  const life: CaseLife = {
    entries,
    does: (author, kind, data, facts = {}) => {
      const known = { author, role: roles[author] ?? 'officer', rev: entries.length + 1, at: at('09:00') }
      const made = make(kind, data, { ...known, ...facts })
      entries.push(made)
      return made.entry.id
    },
    toDispatched: () => {
      life.does('2001', 'case.filed', filedData())
      life.does('2001', 'case.dispatched', { to: unit })
    },
    toHandling: () => {
      life.toDispatched()
      life.does('1001', 'case.accepted', { unit })
    },
    toHandled: () => {
      life.toHandling()
      life.does('1001', 'case.handled', handledData(), { parts: [photoRef('after')], at: at('10:00') })
    },
    toClosed: () => {
      life.toHandled()
      life.does('2001', 'case.checked', { passed: true, onSite: false }, { at: at('11:00') })
    },
    state: () => must(foldCase(caseId, entries), 'a reported case'),
    whyNot: (id) => life.state().ineffective.find(({ entryId }) => entryId === id)?.code ?? null,
  }
  return life
}
