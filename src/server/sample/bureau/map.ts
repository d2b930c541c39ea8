import type { Point } from '../../../domain/place/point.ts'

/** The middle of the made-up place. */
const origin = { lat: 32.64, lng: 117.02 } as const
const metresPerDegree = 111_320

/** A point by its distance from the middle, in metres. */
export const pointAt = (eastM: number, northM: number): Point => ({
  lat: Number((origin.lat + northM / metresPerDegree).toFixed(6)),
  lng: Number((origin.lng + eastM / (metresPerDegree * Math.cos((origin.lat * Math.PI) / 180))).toFixed(6)),
})

/** A ring of `corners` points around (east, north). */
export const ringAround = (eastM: number, northM: number, radiusM: number, corners: number): Point[] =>
  Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI
    return pointAt(eastM + Math.sin(angle) * radiusM, northM + Math.cos(angle) * radiusM)
  })
