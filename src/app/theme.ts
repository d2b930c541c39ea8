import { computed, ref, watch, type InjectionKey, type Ref } from 'vue'

/** `outdoor` is for sun on the screen: black on white, thick lines. */
export const themes = ['system', 'light', 'dark', 'outdoor'] as const
export type Theme = (typeof themes)[number]

export interface ThemeChoice {
  readonly theme: Ref<Theme>
  /** 大字: everything 1.25 times as large. */
  readonly largeText: Ref<boolean>
}

export interface ThemeParts {
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>
  /** Whether the phone itself is set to dark; it changes with the evening. */
  readonly systemDark: Pick<MediaQueryList, 'matches' | 'addEventListener'>
  /** Where the style sheet reads the choice. */
  readonly root: { readonly dataset: DOMStringMap }
}

const themeName = 'xunhu.theme'
const largeName = 'xunhu.largeText'

/** The person's choice of look on this device: applied to the page from now on, and remembered. */
export function createTheme({ memory, systemDark, root }: ThemeParts): ThemeChoice {
  const stored = memory.getItem(themeName)
  const theme = ref<Theme>(themes.find((name) => name === stored) ?? 'system')
  const largeText = ref(memory.getItem(largeName) === 'yes')
  const isSystemDark = ref(systemDark.matches)
  systemDark.addEventListener('change', () => (isSystemDark.value = systemDark.matches))
  const shown = computed(() => (theme.value === 'system' ? (isSystemDark.value ? 'dark' : 'light') : theme.value))

  function apply(): void {
    root.dataset['theme'] = shown.value
    root.dataset['large'] = largeText.value ? 'yes' : 'no'
  }
  watch([shown, largeText], apply, { immediate: true, flush: 'sync' })
  watch(theme, (chosen) => memory.setItem(themeName, chosen), { flush: 'sync' })
  watch(largeText, (isLarge) => memory.setItem(largeName, isLarge ? 'yes' : 'no'), { flush: 'sync' })
  return { theme, largeText }
}

export const themeKey: InjectionKey<ThemeChoice> = Symbol('theme')
