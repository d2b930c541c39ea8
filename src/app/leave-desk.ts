import * as v from 'valibot'
import type { Account } from '../device/account/account.ts'
import { databaseNameOf } from '../device/database/database.ts'
import type { Sleep } from '../device/database/with-db.ts'
import { eraseProfile, type ErasedPlaces } from '../device/erase/erase-profile.ts'
import { leavePhone } from '../device/erase/leave-phone.ts'
import type { HttpClient } from '../device/http/http-client.ts'
import type { Random } from '../lib/random.ts'
import { memoryKey } from './person-services.ts'
import type { LeaveDesk } from './services.ts'

const doneAnswer = v.looseObject({ done: v.boolean() })

export interface LeaveDeskParts {
  readonly http: HttpClient
  readonly account: Pick<Account, 'othersUnsent' | 'forgetAllBut'>
  readonly sleep: Sleep
  readonly random: Random
  readonly places: ErasedPlaces
  uploadLast(): Promise<void>
  closePerson(): Promise<void>
}

export const createLeaveDesk = ({ http, account, places, closePerson, ...parts }: LeaveDeskParts): LeaveDesk => ({
  leave: (erasure, onStep) =>
    leavePhone(
      {
        ...parts,
        othersUnsent: account.othersUnsent,
        erase: async (kept) => {
          await closePerson()
          const people = kept.map(({ personId }) => personId)
          await eraseProfile(places, {
            databases: new Set(people.map(databaseNameOf)),
            keys: new Set([...account.forgetAllBut(people), ...people.map(memoryKey)]),
          })
        },
        tellErased: async (keptPeople) => {
          await http.call('POST', '/api/devices/erased', doneAnswer, { body: { keptPeople } })
        },
      },
      erasure,
      onStep,
    ),
})
