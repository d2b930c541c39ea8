import type { Post, School } from '../place/school.ts'
import type { ShiftSnapshot } from './shift.ts'

/** The post of a shift, where its school is known and still has it. */
export const postOfShift = (shift: ShiftSnapshot | undefined, school: School | undefined): Post | undefined =>
  school?.posts.find((post) => post.id === shift?.postId)

/** School · post where both are known, else the shift's own title. */
export function shiftPlaceName(shift: ShiftSnapshot | undefined, school: School | undefined): string {
  const post = postOfShift(shift, school)
  return school && post ? `${school.name} · ${post.name}` : (shift?.title ?? '')
}
