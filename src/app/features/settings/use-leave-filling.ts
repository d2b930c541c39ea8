import { nextTick, provide } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useTexts } from '../../composables/use-texts.ts'
import { ask } from '../../ui/ask.ts'
import { runningSavesKey, type RunningSaves } from './running-saves.ts'

/**
 * Asks before a form, a preview or a year that is not saved is left, for another screen too; true when it may be.
 *
 * What is just being saved is waited for first: nobody is asked about it, unless the saving fails.
 */
export function useLeaveFilling(): () => Promise<boolean> {
  const t = useTexts()
  const saves: RunningSaves = new Set()
  provide(runningSavesKey, saves)
  const mayLeave = async (): Promise<boolean> => {
    await Promise.allSettled(saves)
    await nextTick()
    return document.querySelector('[data-filling]') === null || ask(t, t.settings.leaving, t.settings.leave)
  }
  onBeforeRouteLeave(mayLeave)
  return mayLeave
}
