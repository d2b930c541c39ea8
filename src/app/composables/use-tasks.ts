import type { Ref } from 'vue'
import type { XunhuDatabase } from '../../device/database/database.ts'
import { noDueMs, type CaseRow } from '../../device/database/rows.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/** Tasks of one owner whose limit ends until then, the oldest limit first. */
type TasksUntil = (untilMs: number) => ReturnType<XunhuDatabase['cases']['toCollection']>

/** What is dispatched to the signed-in person or to anybody of her squads; a captain sees all of the squad's, whoever they are for. */
function useOwnTasks(): readonly TasksUntil[] {
  const { database, session } = usePerson()
  const { cases } = database
  const ofPerson =
    (unit: string, person: string): TasksUntil =>
    (untilMs) =>
      cases.where('[taskUnit+taskPerson+taskDueMs]').between([unit, person, 0], [unit, person, untilMs], true, true)
  const ofUnit =
    (unit: string): TasksUntil =>
    (untilMs) =>
      cases.where('[taskUnit+taskDueMs]').between([unit, 0], [unit, untilMs], true, true)
  return session.members.flatMap(({ scope, role }) =>
    role === 'captain' ? [ofUnit(scope)] : [ofPerson(scope, ''), ofPerson(scope, session.personId)],
  )
}

/** The first tasks, at most as many as `limit` says; undefined until the database has been looked at. */
export function useTasks(limit: Readonly<Ref<number>>): Readonly<Ref<readonly CaseRow[] | undefined>> {
  const owned = useOwnTasks()
  return useLiveQuery<readonly CaseRow[] | undefined>(async () => {
    const most = limit.value
    const found = await Promise.all(owned.map((until) => until(noDueMs).limit(most).toArray()))
    return found
      .flat()
      .sort((left, right) => left.taskDueMs - right.taskDueMs || left.atMs - right.atMs)
      .slice(0, most)
  }, undefined)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** How many tasks there are whose limit ends until then, all of them where nothing is said; no case is read for it. */
export function useTaskCount(untilMs: () => number = () => noDueMs): Readonly<Ref<number>> {
  const owned = useOwnTasks()
  return useLiveQuery(async () => {
    const moment = untilMs()
    return sum(await Promise.all(owned.map((until) => until(moment).count())))
  }, 0)
}
