import * as v from 'valibot'
import { Problem } from '../problem.ts'

/** What a route was given, checked once at the edge; a breach is told by the path of the first issue. */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const checked = v.safeParse(schema, input)
  if (checked.success) return checked.output
  const [issue] = checked.issues
  throw new Problem('request/malformed', issue.message, {
    params: { path: v.getDotPath(issue as v.BaseIssue<unknown>) ?? '' },
  })
}
