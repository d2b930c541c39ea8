import type { DutyLeft } from '../../../domain/duty/duty-entries.ts'
import type { SubjectId } from '../../../domain/ids.ts'

/** A hand-over that is being written; a reload or a kill comes back to it. */
export interface LeaveDraft {
  mode: DutyLeft['mode']
  handedTo: string
  crowdCleared: boolean
  reason: string
  weather: string
  /** What a person made of the composed report; '' while nobody has touched it. */
  text: string
  edited: boolean
}

export const emptyLeave = (): LeaveDraft => ({
  mode: 'ended',
  handedTo: '',
  crowdCleared: false,
  reason: '',
  weather: '',
  text: '',
  edited: false,
})

export const leaveDraftId = (shiftId: SubjectId): string => `leave-${shiftId}`
