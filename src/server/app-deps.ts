import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { MissedSights } from './audit/missed-sights.ts'
import type { Config } from './config.ts'
import type { IdentityProvider } from './identity/identity-provider.ts'
import type { LiveNews } from './live-news.ts'
import type { PartStore } from './photos/part-store.ts'
import type { Pictures } from './photos/pictures.ts'
import type { PasswordHasher } from './services/password-hasher.ts'
import type { BesideLog } from './store/beside-log.ts'
import type { KeyRing } from './store/key-ring.ts'
import type { Store } from './store/store.ts'

/** Everything that routes and services are given; main.ts builds the real ones, tests build theirs. */
export interface AppDeps {
  readonly store: Store
  readonly besideLog: BesideLog
  readonly keys: KeyRing
  /** The file beside the database that says of which timeline it is. */
  readonly epochPath: string
  readonly partStore: PartStore
  readonly pictures: Pictures
  readonly clock: Clock
  readonly random: Random
  readonly config: Config
  readonly passwords: PasswordHasher
  /** Null where only passwords open a session. */
  readonly identity: IdentityProvider | null
  readonly live: LiveNews
  readonly missedSights: MissedSights
  /** The one-time set-up token; null once a person exists. */
  readonly setupToken: string | null
  /** Where the built app is; null in tests that need only the API. */
  readonly distDir: string | null
  /** Assets of earlier builds, for pages that are older than this one; newest first. */
  readonly keptAssetsDirs: readonly string[]
  /** The labelled sample bureau runs here. */
  readonly sample: boolean
}
