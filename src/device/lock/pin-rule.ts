export const pinLength = { least: 4, most: 8 } as const

export type BrokenPinRule = 'length' | 'obvious'

const steps = (pin: string): ReadonlySet<number> =>
  new Set([...pin.slice(1)].map((digit, index) => Number(digit) - Number(pin[index])))

/** Why these digits are no PIN; null where they are one. All the same, or one after the other, is what a finder tries first. */
export function brokenPinRule(pin: string): BrokenPinRule | null {
  if (!/^\d+$/.test(pin) || pin.length < pinLength.least || pin.length > pinLength.most) return 'length'
  const [step, ...others] = steps(pin)
  return others.length === 0 && step !== undefined && Math.abs(step) <= 1 ? 'obvious' : null
}
