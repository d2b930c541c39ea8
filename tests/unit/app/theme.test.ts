import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/app/ui/theme.css', import.meta.url), 'utf8')

/** The tokens of one theme by name. */
function tokensOf(theme: string): Readonly<Record<string, string>> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  )
}

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((pair) => {
    const channel = parseInt(pair, 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(left = '', right = ''): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].sort((one, other) => one - other)
  return (light + 0.05) / (dark + 0.05)
}

const texts = ['text', 'text-muted', 'brand-text', 'green-text', 'amber-text', 'red-text']
const controls = ['control', 'brand', 'green', 'amber', 'red', 'grey']
const onFills = [
  ['on-brand', 'brand'],
  ['on-brand', 'rail'],
  ['on-grey', 'grey'],
  ['on-amber', 'amber'],
  ['on-green', 'green'],
  ['on-red', 'red'],
  ['text', 'amber-soft'],
] as const

describe.each(['light', 'dark', 'outdoor'])('the %s theme', (theme) => {
  const colours = tokensOf(theme)

  test.each(['page', 'surface', 'surface-raised'])('every text can be read on %s', (ground) => {
    for (const text of texts)
      expect(contrast(colours[text], colours[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['page', 'surface'])('every control and signal stands out from %s', (ground) => {
    for (const control of controls)
      expect(contrast(colours[control], colours[ground]), `${control} on ${ground}`).toBeGreaterThanOrEqual(3)
  })

  test.each(onFills)('%s can be read on %s', (text, fill) => {
    expect(contrast(colours[text], colours[fill])).toBeGreaterThanOrEqual(4.5)
  })
})

test('every theme defines the same colours', () => {
  const names = Object.keys(tokensOf('light'))
  expect(names.length).toBeGreaterThan(15)
  expect(Object.keys(tokensOf('dark'))).toEqual(names)
  expect(Object.keys(tokensOf('outdoor'))).toEqual(names)
})

test.each(['dark', 'outdoor'])('the %s theme is of screens only: on paper every theme is the light one', (theme) => {
  expect(css).toContain(`@media screen {\n  :root[data-theme='${theme}'] {`)
})
