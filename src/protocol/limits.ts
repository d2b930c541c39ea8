/** Limits of the wire, with why. Both ends refuse or split by them. */
export const wireLimits = {
  /** One push: enough for a day's work of one officer in a few calls, little enough to redo after a cut. */
  entriesPerPush: 200,
  pushBytes: 512 * 1024,
  /** Positions and the like ride in the push. */
  smallPartBytes: 2 * 1024,
  /**
   * A cut costs at most one chunk of each photo in flight: on 3 Mbit/s up 0.35 s. On such a line that is up for 2 s at a time
   * 1.2 times the photos' bytes are sent, with 256 KiB 1.4 times; 64 KiB would save less than their own headers cost.
   */
  chunkBytes: 128 * 1024,
  /** 64 MiB: a 48-megapixel original kept as it came. */
  partBytes: 64 * 1024 * 1024,
  /** 0.5 s on 8 Mbit/s down: so much is lost at most when the network goes while a map comes. */
  mapPieceBytes: 512 * 1024,
  rowsPerPull: 500,
  partsPerHave: 500,
  /** Far more squads than a person leaves between two backups. */
  keptScopes: 50,
} as const

/** 台账 as files. */
export const ledgerLimits = {
  /** One Excel file: with two small pictures of some 10 KB each it weighs 200 MB, which is more than Excel likes. CSV and GeoJSON have no end. */
  excelLines: 10_000,
  /** 护学岗台账: a leap year. */
  dutyDays: 366,
} as const

/** Names both ends put on every call and every answer: what lacks them is a captive portal, not us. */
export const wireHeader = { name: 'x-xunhu', value: '1' } as const

/** Version of the wire schemas; an older client may always push. */
export const wireSchema = 1
