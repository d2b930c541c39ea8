import * as v from 'valibot'
import { CategoryTable } from '../domain/casework/category.ts'
import { Instant } from '../domain/instant.ts'

/** GET /api/office/standards: the versions of the case standards that there have been, the newest first. */
export const StandardVersionsResponse = v.looseObject({
  versions: v.array(
    v.looseObject({
      version: v.number(),
      /** Null of what was in force before versions were kept. */
      savedAt: v.nullable(Instant),
      savedBy: v.nullable(v.string()),
      /** '' where it came from no file. */
      fileName: v.string(),
      classes: v.number(),
      limits: v.number(),
    }),
  ),
})
export type StandardVersionsResponse = v.InferOutput<typeof StandardVersionsResponse>

/** GET /api/office/standards/{version}: what a version said. */
export const StandardVersionResponse = v.looseObject({ table: CategoryTable })
export type StandardVersionResponse = v.InferOutput<typeof StandardVersionResponse>
