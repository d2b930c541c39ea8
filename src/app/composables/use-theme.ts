import { ref, watch, type Ref } from 'vue'

/** `outdoor` is for sun on the screen: black on white, thick lines. */
export const themes = ['system', 'light', 'dark', 'outdoor'] as const
export type Theme = (typeof themes)[number]

export interface ThemeChoice {
  readonly theme: Ref<Theme>
  /** 大字: everything 1.25 times as large. */
  readonly largeText: Ref<boolean>
}

const themeKey = 'xunhu.theme'
const largeKey = 'xunhu.largeText'

function readTheme(): Theme {
  const stored = localStorage.getItem(themeKey)
  return themes.find((theme) => theme === stored) ?? 'system'
}

/** Applies the stored choice to the page, and keeps it there as it changes. */
export function useTheme(): ThemeChoice {
  const theme = ref(readTheme())
  const largeText = ref(localStorage.getItem(largeKey) === 'yes')
  watch(
    [theme, largeText],
    () => {
      document.documentElement.dataset['theme'] = theme.value
      document.documentElement.dataset['large'] = largeText.value ? 'yes' : 'no'
      localStorage.setItem(themeKey, theme.value)
      localStorage.setItem(largeKey, largeText.value ? 'yes' : 'no')
    },
    { immediate: true },
  )
  return { theme, largeText }
}
