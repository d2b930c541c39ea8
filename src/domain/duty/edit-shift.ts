import type { ShiftOverride } from './shift-override.ts'
import type { Shift } from './shift.ts'

/** Other people at a post are another decision: reasons that were given for the former ones do not speak for them. */
export function withPeople(shift: Shift, assignees: Shift['assignees']): Shift {
  const leads = shift.lead !== undefined && assignees.includes(shift.lead)
  const facts = Object.entries(shift).filter(([name]) => name !== 'overrides' && (leads || name !== 'lead'))
  return { ...(Object.fromEntries(facts) as Shift), assignees }
}

/** The shift with a reason for letting one finding stand; the newest reason for it counts. */
export const withOverride = (shift: Shift, override: ShiftOverride): Shift => ({
  ...shift,
  overrides: [...(shift.overrides ?? []).filter(({ code }) => code !== override.code), override],
})

/** The shift without the reason: the finding is open again. */
export const withoutOverride = (shift: Shift, code: ShiftOverride['code']): Shift => ({
  ...shift,
  overrides: (shift.overrides ?? []).filter((each) => each.code !== code),
})
