/** The one honest light: by count and hash of what this person recorded here. */
export type DepartureLight =
  | { readonly light: 'clear' }
  | {
      readonly light: 'owing'
      readonly entries: number
      readonly photos: number
      /** Refused or quarantined: received by the server, but needing the person. */
      readonly attention: number
      /** Corrected captured time of the oldest that is missing, ms since 1970. */
      readonly oldestAtMs: number
    }
