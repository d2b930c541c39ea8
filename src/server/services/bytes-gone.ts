/**
 * As they stand in the database; a server of before knows no claims and leaves those to the others.
 *
 * `unsaid`: the log does not say that they went, and a record that names them still may come; `claimed_at` says since when.
 */
export const bytesGone = { waits: 0, done: 1, claimed: 2, unsaid: 3 } as const
