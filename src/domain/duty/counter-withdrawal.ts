/** How long a tap on a counter may be taken back with one tap. Later corrections are the captain's. */
const undoTallyWithinMs = 30_000

export const canUndoTally = (talliedAtMs: number, nowMs: number): boolean => nowMs - talliedAtMs < undoTallyWithinMs
