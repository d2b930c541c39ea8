import type { ShiftSnapshot } from './shift.ts'

/** What a record copies of a rostered shift: the facts of the window, not who was rostered. */
export function snapshotOf(shift: ShiftSnapshot): ShiftSnapshot {
  const { date, session, schoolId, postId, streetIds, title, startsAt, endsAt, bellAt } = shift
  return {
    date,
    session,
    title,
    startsAt,
    endsAt,
    ...(schoolId === undefined ? {} : { schoolId }),
    ...(postId === undefined ? {} : { postId }),
    ...(streetIds === undefined ? {} : { streetIds }),
    ...(bellAt === undefined ? {} : { bellAt }),
  }
}
