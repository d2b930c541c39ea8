/** The closed catalogue of what can go wrong on the phone; texts come from the code. */
export const deviceProblemCodes = [
  'storage/full',
  'storage/unavailable',
  'storage/newer-version',
  'storage/blocked',
  'storage/emptied',
  'photo/not-a-picture',
  'photo/too-large',
  'photo/no-camera',
  'voice/unsupported',
  'voice/refused',
  'voice/no-microphone',
  'network/unreachable',
  'network/timeout',
  'network/not-ours',
  'map/piece-damaged',
  'map/piece-missing',
  'map/tile-damaged',
  'map/too-large',
  'places/no-columns',
  'places/not-a-file',
  'table/not-a-file',
  'table/old-excel',
  'table/too-large',
  'record/not-found',
  'rescue/not-a-file',
  'rescue/newer-version',
  'rescue/damaged',
  'app/outdated',
] as const
export type DeviceProblemCode = (typeof deviceProblemCodes)[number]

export class DeviceProblem extends Error {
  readonly code: DeviceProblemCode

  constructor(code: DeviceProblemCode, cause?: unknown) {
    super(code, { cause })
    this.name = 'DeviceProblem'
    this.code = code
  }
}
