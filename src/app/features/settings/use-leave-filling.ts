import { onBeforeRouteLeave } from 'vue-router'
import { useTexts } from '../../composables/use-texts.ts'
import { ask } from '../../ui/ask.ts'

/** Asks before a form, a preview or a year that is not saved is left, for another screen too; true when it may be. */
export function useLeaveFilling(): () => Promise<boolean> {
  const t = useTexts()
  const mayLeave = async (): Promise<boolean> =>
    document.querySelector('[data-filling]') === null || ask(t, t.settings.leaving, t.settings.leave)
  onBeforeRouteLeave(mayLeave)
  return mayLeave
}
