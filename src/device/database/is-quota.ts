interface Nested {
  readonly name?: string
  readonly inner?: unknown
  readonly failures?: readonly unknown[]
}

/** Whether a failure is, somewhere inside, a full disk. Dexie wraps it in an AbortError, bulk writes in a list. */
export function isQuota(failure: unknown): boolean {
  if (failure === null || typeof failure !== 'object') return false
  const { name, inner, failures } = failure as Nested
  return name === 'QuotaExceededError' || isQuota(inner) || (failures ?? []).some(isQuota)
}
