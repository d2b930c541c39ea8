import { ref, type Ref } from 'vue'
import { resumedDueAt } from '../../../domain/casework/file-case.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { actingUnit, taskEntryBase } from './task-entry.ts'
import { useWorkingCalendar } from '../../composables/use-working-calendar.ts'
import { useWorker } from '../../composables/use-worker.ts'

export type QuickActKind = 'case.accepted' | 'case.resumed'

export interface QuickAct {
  readonly saving: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  /** The act is durable, and was the last one on this screen. */
  readonly saved: Readonly<Ref<boolean>>
  run(kind: QuickActKind, task: CaseState): Promise<void>
}

/** 接收 and 恢复办理: acts that need no form. */
export function useQuickAct(): QuickAct {
  const { journal, session } = usePerson()
  const { clock } = useServices()
  const worker = useWorker()
  const calendar = useWorkingCalendar()
  const saving = ref(false)
  const saved = ref(false)
  const problem = ref<unknown>(null)

  function compose(kind: QuickActKind, task: CaseState): NewEntry {
    const base = taskEntryBase(task)
    if (kind === 'case.accepted') return { ...base, kind, data: { unit: actingUnit(task, worker) } }
    const time = { nowMs: clock.now(), calendar: calendar.value, timeZone: session.timeZone }
    return { ...base, kind, data: { dueAt: resumedDueAt(task.life, time), calendarVersion: calendar.value.version } }
  }

  return {
    saving,
    saved,
    problem,
    run: async (kind, task) => {
      if (saving.value) return
      saving.value = true
      saved.value = false
      problem.value = null
      try {
        await journal.record([compose(kind, task)])
        saved.value = true
      } catch (failure) {
        problem.value = failure
      } finally {
        saving.value = false
      }
    },
  }
}
