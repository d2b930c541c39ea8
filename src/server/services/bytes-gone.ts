/** As they stand in the database; a server of before knows no claims and leaves those to the others. */
export const bytesGone = { waits: 0, done: 1, claimed: 2 } as const
