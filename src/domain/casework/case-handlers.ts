import type { PersonId } from '../ids.ts'

/** What was recorded about a sign's case that decides who may close it. */
export interface CaseStep {
  readonly act: 'hazardFound' | 'rectified'
  readonly by: PersonId
}

/**
 * Who saw to a sign's case, and may not close it: those who said so since its hazard was last found, otherwise whoever found it.
 *
 * `steps` in captured order; nobody where no hazard is among them.
 */
export function caseHandlers(steps: readonly CaseStep[]): readonly PersonId[] {
  const at = steps.map(({ act }) => act).lastIndexOf('hazardFound')
  const finder = steps[at]
  if (!finder) return []
  const handlers = steps.slice(at + 1).map(({ by }) => by)
  return handlers.length > 0 ? handlers : [finder.by]
}
