import { computed, type ComputedRef } from 'vue'
import { hasNobody, ownerReminders, type OwnerReminder } from '../../../domain/signage/owner-reminders.ts'
import { alertInForce, warnedUntilMs } from '../../../domain/signage/wind-alert-document.ts'
import { moment } from '../../../domain/signage/sign-words.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useSquadNames } from '../../composables/use-squad-names.ts'
import { useWindAlert } from '../../composables/use-wind-alert.ts'
import { fill } from '../../texts/text.ts'
import { wind } from '../../texts/zh-CN/wind.ts'

export interface Reminder extends OwnerReminder {
  readonly key: string
  readonly hasNobody: boolean
  /** Another owner of this name is on the list. */
  readonly hasNamesake: boolean
  /** What an owner is told, ready to be sent; '' where there is nobody to send it to. */
  readonly message: string
}

export interface OwnerReminders {
  readonly reminders: ComputedRef<readonly Reminder[]>
  /** Signs of other squads that are here for tonight's route: whose they are, that office tells their owners. */
  readonly lentCount: ComputedRef<number>
}

/** 提醒责任人, from what this device knows. */
export function useOwnerReminders(): OwnerReminders {
  const { assignments, database, session } = usePerson()
  const alert = useWindAlert()
  const now = useNow(60_000)
  const rows = useLiveQuery(() => database.signs.toArray(), [])
  const { nameOf: squadName } = useSquadNames()
  const alerts = useLiveQuery(() => assignments.all('alerts'), [])
  const t = wind.remind

  function messageTo({ ownerName, signs, scope }: OwnerReminder): string {
    const level = alertInForce(alerts.value, now.value, scope)
    const untilMs = warnedUntilMs(alerts.value, now.value, scope)
    if (level === 'none' || untilMs === null) return ''
    return fill(t.message, {
      mark: session.sample ? t.sample : '',
      level: wind.levels[level],
      ask: t.asks[level],
      until: moment(untilMs, session.timeZone).slice(5),
      owner: ownerName,
      signs: signs.map(({ attributes: { content, address } }) => fill(t.sign, { content, address })).join(t.between),
      squad: squadName(scope),
    })
  }

  const squadsOfOwn = new Set(session.members.map(({ scope }) => scope))
  const all = computed(() =>
    ownerReminders(
      rows.value.map(({ value }) => value),
      ({ scope }) => alert.at(scope),
    ),
  )
  /** How many owners bear a name. */
  const bearers = computed(() => {
    const counts = new Map<string, number>()
    for (const { ownerName } of all.value) counts.set(ownerName, (counts.get(ownerName) ?? 0) + 1)
    return counts
  })
  return {
    reminders: computed(() =>
      all.value
        .filter(({ scope }) => squadsOfOwn.has(scope))
        .map((reminder) => ({
          ...reminder,
          key: `${reminder.scope} ${reminder.ownerKind ?? ''} ${reminder.ownerName} ${reminder.place}`,
          hasNobody: hasNobody(reminder),
          hasNamesake: (bearers.value.get(reminder.ownerName) ?? 0) > 1,
          message: hasNobody(reminder) ? '' : messageTo(reminder),
        })),
    ),
    lentCount: computed(() =>
      all.value.filter(({ scope }) => !squadsOfOwn.has(scope)).reduce((sum, { signs }) => sum + signs.length, 0),
    ),
  }
}
