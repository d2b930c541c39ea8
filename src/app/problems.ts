import { shallowRef, type ShallowRef } from 'vue'

/** What went wrong where no screen stands ready to say it: a background save, a live query, an unexpected throw. */
export interface Problems {
  /** The last one, until the person has put it away; null while all is well. */
  readonly latest: Readonly<ShallowRef<unknown>>
  tell(problem: unknown): void
  dismiss(): void
}

export function createProblems(): Problems {
  const latest = shallowRef<unknown>(null)
  return {
    latest,
    tell: (problem) => (latest.value = problem),
    dismiss: () => (latest.value = null),
  }
}
