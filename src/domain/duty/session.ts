import * as v from 'valibot'

/** 到校, 离校, 午间离校, 午间返校, 晚自习离校, and 演练/巡查 shifts that no bell governs. */
export const Session = v.picklist(['arrival', 'dismissal', 'noonOut', 'noonIn', 'evening', 'drill', 'patrol'])
export type Session = v.InferOutput<typeof Session>

export const sessionLabels: Readonly<Record<Session, string>> = {
  arrival: '到校',
  dismissal: '离校',
  noonOut: '午间离校',
  noonIn: '午间返校',
  evening: '晚自习离校',
  drill: '演练',
  patrol: '巡查',
}

/** Sessions that a bell governs, in the order of a day. */
export const bellSessions = ['arrival', 'noonOut', 'noonIn', 'dismissal', 'evening'] as const satisfies Session[]
