import type { Grade } from '../../../../domain/signage/grade.ts'
import type { Palette } from '../palette.ts'

export type MarkShape = 'square' | 'triangle' | 'disc' | 'ring' | 'diamond'

export interface MarkLook {
  readonly shape: MarkShape
  readonly colour: string
  /** Said inside, so that a grade is told without its colour; '' where the shape says it. */
  readonly glyph: string
}

/** As the badge of a sign shows its grade (GradeBadge.vue). */
const shapes: Readonly<
  Record<Grade, readonly [MarkShape, keyof Palette & ('red' | 'amber' | 'green' | 'grey'), string]>
> = {
  MAJOR: ['square', 'red', ''],
  SERIOUS: ['triangle', 'amber', ''],
  PENDING_TEST: ['disc', 'amber', '?'],
  GENERAL: ['disc', 'amber', ''],
  MINOR: ['ring', 'amber', ''],
  LIMITED: ['disc', 'green', '–'],
  NONE: ['disc', 'green', '✓'],
}

/** How a sign of this grade is drawn; null: never surveyed. */
export function gradeLook(grade: Grade | null, palette: Palette): MarkLook {
  if (grade === null) return { shape: 'ring', colour: palette.grey, glyph: '' }
  const [shape, colour, glyph] = shapes[grade]
  return { shape, colour: palette[colour], glyph }
}
