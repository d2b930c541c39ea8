import type { SessionResponse } from '../../protocol/session.ts'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Remembered } from './account-memory.ts'

export type LoginOutcome =
  | { readonly outcome: 'signedIn'; readonly session: SessionResponse }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'throttled'; readonly retryAfterMs: number }
  | { readonly outcome: 'unreachable'; readonly code: string }
  /** This device was revoked; `remembered` where the person's database is here: its next contact says what to do. */
  | { readonly outcome: 'revoked'; readonly remembered: Remembered | null }

export type LogoutOutcome =
  | { readonly outcome: 'signedOut' }
  /** Unsent work is on this phone: refused with the reason. */
  | {
      readonly outcome: 'refused'
      readonly unsentEntries: number
      readonly unsentPhotos: number
      readonly unsentVoices: number
    }

/** Somebody else's unsent work on this phone: by name, and how many records are not wholly on the server, or refused. */
export interface OthersUnsent {
  readonly personId: PersonId
  readonly name: string
  readonly entries: number
}

/** Who works on this phone. Signing in needs the server once; working does not. */
export interface Account {
  /** From this device, without network; null when nobody has signed in here. */
  remembered(): { readonly session: SessionResponse; readonly device: DeviceId } | null
  login(number: string, password: string): Promise<LoginOutcome>
  /**
   * Writes down again who works here, under which device.
   *
   * A browser that clears the site's data takes the device's id along. Under another one the server would refuse what this
   * window goes on to record.
   */
  rememberAgain(session: SessionResponse, device: DeviceId): void
  logout(): Promise<LogoutOutcome>
  othersUnsent(): Promise<readonly OthersUnsent[]>
  /** Forgets everybody but these people; returns the keys of what still knows them. */
  forgetAllBut(people: readonly PersonId[]): readonly string[]
}
