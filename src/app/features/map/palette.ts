/** Colours of the theme that is on, for what is drawn on a canvas and reads no style sheet. */
export interface Palette {
  readonly red: string
  readonly amber: string
  readonly green: string
  readonly grey: string
  readonly brand: string
  readonly surface: string
  readonly text: string
  readonly isDark: boolean
}

export function readPalette(root: HTMLElement): Palette {
  const style = getComputedStyle(root)
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    red: colour('red'),
    amber: colour('amber'),
    green: colour('green'),
    grey: colour('grey'),
    brand: colour('brand'),
    surface: colour('surface'),
    text: colour('text'),
    isDark: root.dataset['theme'] === 'dark',
  }
}
