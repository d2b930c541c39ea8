import { computed, ref, type ComputedRef } from 'vue'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useShift } from '../../composables/use-shift.ts'
import { canUndoTally } from '../../../domain/duty/counter-withdrawal.ts'
import type { CounterId } from '../../../domain/duty/counter.ts'
import type { EntryId, SubjectId } from '../../../domain/ids.ts'

interface LastTally {
  readonly entryId: EntryId
  readonly counter: CounterId
  readonly atMs: number
}

export interface Tally {
  readonly title: ComputedRef<string>
  readonly counts: ComputedRef<Readonly<Partial<Record<CounterId, number>>>>
  /** The tally that 撤销 would take back; null after 30 s. */
  readonly undoable: ComputedRef<LastTally | null>
  /** Resolves when it is durable. */
  add(counter: CounterId): Promise<void>
  undo(): Promise<void>
}

/** The counters of one shift. The numbers shown come from the database, so a number on screen is a number saved. */
export function useTally(shiftId: SubjectId): Tally {
  const { journal } = usePerson()
  const shift = useShift(shiftId)
  const now = useNow(1000)
  const last = ref<LastTally | null>(null)

  return {
    title: computed(() => shift.snapshot.value?.title ?? ''),
    counts: computed(() => shift.state.value?.counts ?? {}),
    undoable: computed(() => (last.value && canUndoTally(last.value.atMs, now.value) ? last.value : null)),
    add: async (counter) => {
      const [entry] = await journal.record([
        { kind: 'duty.tallied', scope: shift.scope(), subjects: [shiftId], data: { counter, delta: 1 } },
      ])
      if (entry) last.value = { entryId: entry.id, counter, atMs: Date.parse(entry.at) }
    },
    undo: async () => {
      const target = last.value?.entryId
      last.value = null
      if (!target) return
      await journal.record([
        { kind: 'record.withdrawn', scope: shift.scope(), subjects: [shiftId], after: [target], data: { target } },
      ])
    },
  }
}
