import type { UnitExtensionRequest } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { takeUnitRecord } from './take-unit-record.ts'

/**
 * Takes in that the unit needs longer; the office decides about it. A repetition of its id changes nothing.
 *
 * Rejects with `link/ended`, and with `request/malformed` for a moment that is no later than now or a case that is 紧急;
 * with `request/too-many` while the last one waits.
 */
export async function takeUnitExtension(deps: AppDeps, token: string, said: UnitExtensionRequest): Promise<void> {
  if (Date.parse(said.until) <= deps.clock.now())
    throw new Problem('request/malformed', 'It has passed already.', { params: { path: 'until' } })
  await takeUnitRecord(deps, token, said.id, async (_tx, { value, work }) => {
    const isWaiting = work.extensions.some(({ decision }) => decision === null)
    if (isWaiting) throw new Problem('request/too-many', 'The office has not decided about the last one.')
    if (value.report.severity === 'critical') throw new Problem('request/malformed', 'This case is never extended.')
    const data = { sent: work.sentBy, reason: said.text, until: said.until, via: 'link' } as const
    return { kind: 'case.unitExtensionAsked', data, parts: [] }
  })
}
