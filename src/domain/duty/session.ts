import * as v from 'valibot'

/** 到校, 离校, 午间离校, 午间返校, 晚自习离校, and 演练/巡查 shifts that no bell governs. */
export const Session = v.picklist(['arrival', 'dismissal', 'noonOut', 'noonIn', 'evening', 'drill', 'patrol'])
export type Session = v.InferOutput<typeof Session>
