/** The longest limit that is set by hand, in any unit. The working calendar is counted on two years at most. */
export const mostOwnLimit = 365

/** Whether what was typed is a limit: a field that was emptied holds no number, and an absurd one ends on no day. */
export const isOwnLimit = (amount: unknown): boolean =>
  Number.isInteger(amount) && Number(amount) >= 1 && Number(amount) <= mostOwnLimit
