import { ref } from 'vue'
import type { NewEntry } from '../../../device/journal/journal.ts'
import { must } from '../../../lib/must.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { complaints as t } from '../../texts/zh-CN/complaints.ts'
import { fill } from '../../texts/text.ts'
import { refusalText } from '../../ui/entry-title.ts'
import { outcomeOfAct } from '../casework/record-act.ts'

/** Saves records of a complaint, sends them, and says in words what became of them. */
export function useRecord() {
  const person = usePerson()
  const texts = useTexts()
  const saving = ref(false)
  const said = ref('')
  const problem = ref<unknown>(null)

  /** True when they are saved; what could not be, stays in the form. */
  async function record(entries: readonly NewEntry[], before?: () => Promise<void>): Promise<boolean> {
    if (saving.value) return false
    saving.value = true
    problem.value = null
    try {
      await before?.()
      const made = await person.journal.record(entries)
      await person.sync.syncNow()
      const outcome = await outcomeOfAct(person, must(made.at(-1), 'a record was made').id)
      said.value =
        outcome.state === 'refused'
          ? fill(t.refused, { why: refusalText(texts, outcome.code) })
          : outcome.state === 'kept'
            ? t.kept
            : t.saved
      return outcome.state !== 'refused'
    } catch (failure) {
      problem.value = failure
      return false
    } finally {
      saving.value = false
    }
  }

  return { saving, said, problem, record }
}
