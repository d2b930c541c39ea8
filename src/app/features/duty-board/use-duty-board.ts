import { computed, onMounted, onUnmounted, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { coverageStrip, type CoverageStrip } from '../../../domain/duty/coverage-strip.ts'
import { foldShift } from '../../../domain/duty/fold-shift.ts'
import { localDate } from '../../../domain/duty/local-day.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { ShiftState } from '../../../domain/duty/shift-state.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { readEntries } from '../../../domain/journal/read-entry.ts'
import type { DutyBoardResponse } from '../../../protocol/office.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'

export interface BoardRow {
  readonly shift: Shift
  readonly state: ShiftState
  readonly strip: CoverageStrip
}

export interface DutyBoard {
  readonly date: Ref<string>
  readonly rows: ComputedRef<readonly BoardRow[]>
  readonly people: ComputedRef<ReadonlyMap<string, DutyBoardResponse['lastWords'][number]>>
  readonly now: Readonly<Ref<number>>
  /** When the shown board was read, ms since 1970; 0 before the first. */
  readonly readAtMs: Readonly<Ref<number>>
  readonly problem: Readonly<Ref<unknown>>
  reload(): Promise<void>
}

/** The day's posts, folded here by the same rule as on the phones; read again whenever the server has news. */
export function useDutyBoard(): DutyBoard {
  const { clock, office } = useServices()
  const { session } = usePerson()
  const now = useNow(15_000)
  const date = ref(localDate(clock.now(), session.timeZone))
  const board = shallowRef<DutyBoardResponse | null>(null)
  const readAtMs = ref(0)
  const problem = ref<unknown>(null)
  let asked = 0

  async function reload(): Promise<void> {
    const ticket = (asked += 1)
    try {
      const answer = await office.dutyBoard(date.value)
      // A slow answer for a day that is no longer shown must not replace the newer one.
      if (ticket !== asked) return
      board.value = answer
      readAtMs.value = clock.now()
      problem.value = null
    } catch (failure) {
      if (ticket === asked) problem.value = failure
    }
  }

  let stop: (() => void) | undefined
  onMounted(() => {
    void reload()
    stop = office.onNews(() => void reload())
  })
  onUnmounted(() => stop?.())
  watch(date, () => void reload())

  const lastWordAtMsByPerson = computed(
    () =>
      new Map<PersonId, number | null>(
        (board.value?.lastWords ?? []).map((word) => [
          word.personId,
          word.lastWordAt === null ? null : Date.parse(word.lastWordAt),
        ]),
      ),
  )
  const folded = computed(() =>
    (board.value?.shifts ?? []).map(({ shift, entries }) => ({
      shift,
      state: foldShift(shift.id, readEntries(entries)),
    })),
  )

  return {
    date,
    now,
    readAtMs,
    problem,
    reload,
    people: computed(() => new Map((board.value?.lastWords ?? []).map((word) => [word.personId as string, word]))),
    rows: computed(() =>
      // Practice last: the board is about posts that count.
      [...folded.value]
        .sort((left, right) => Number(left.shift.drill) - Number(right.shift.drill))
        .map(({ shift, state }) => ({
          shift,
          state,
          strip: coverageStrip({ shift, state, lastWordAtMsByPerson: lastWordAtMsByPerson.value, nowMs: now.value }),
        })),
    ),
  }
}
