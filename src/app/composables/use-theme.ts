import { inject } from 'vue'
import { must } from '../../lib/must.ts'
import { themeKey, type ThemeChoice } from '../theme.ts'

/** How this device shows things, and the way to change it. */
export const useTheme = (): ThemeChoice => must(inject(themeKey), 'the theme is provided by main.ts')
