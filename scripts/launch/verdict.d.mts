export const notAllRun: number
export function verdictOf(run: {
  readonly notRun: readonly string[]
  readonly isAll: boolean
  readonly seconds: number
}): { readonly lines: readonly string[]; readonly code: number }
