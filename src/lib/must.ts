/** The value, or an Error with `message` where a programmer's assumption is broken; never for bad input. */
export function must<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new Error(message)
  return value
}
