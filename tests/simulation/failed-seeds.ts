/** Every seed that ever failed over a fault of the product, to be played with each `npm test`, with what it found. */
export const failedSeeds: readonly number[] = []
