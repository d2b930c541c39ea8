/** Exchanges text while parts are on their way. */
export interface TextBesideParts {
  /** Starts an exchange beside the parts in flight, or one more after that which runs. */
  ask(): void
  /** Resolves when what was asked for is exchanged; rejects as the exchange did, then and ever after. */
  settled(): Promise<void>
}

/** A photo that hangs for its half minute must hold up neither the text that is saved meanwhile nor the other photos. */
export function createTextBesideParts(exchange: () => Promise<void>): TextBesideParts {
  let isAsked = false
  let exchanges = Promise.resolve()

  async function answer(): Promise<void> {
    // Asks that came while another exchange ran are answered by one.
    if (!isAsked) return
    isAsked = false
    await exchange()
  }

  return {
    ask: () => {
      isAsked = true
      exchanges = exchanges.then(answer)
      // Whoever sends the parts hears of a failure through `settled`.
      exchanges.catch(() => undefined)
    },
    settled: () => exchanges,
  }
}
