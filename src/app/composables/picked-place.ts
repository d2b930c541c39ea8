import type { LocationQuery } from 'vue-router'
import type { Fix, Point } from '../../domain/place/point.ts'

/** About a decimetre: nobody points better on a phone. */
const decimals = 6

/** A place as part of an address: a form that is opened with it starts there. */
export const placeQuery = ({ lat, lng }: Pick<Point, 'lat' | 'lng'>): { lat: string; lng: string } => ({
  lat: lat.toFixed(decimals),
  lng: lng.toFixed(decimals),
})

/** A place that a person has pointed at on the map. It knows no accuracy: it is as good as they looked. */
export const pinnedFix = ({ lat, lng }: Pick<Point, 'lat' | 'lng'>, nowMs: number): Fix => ({
  lat: Number(lat.toFixed(decimals)),
  lng: Number(lng.toFixed(decimals)),
  accuracyM: null,
  crs: 'wgs84',
  source: 'manualPin',
  fixAt: new Date(nowMs).toISOString(),
})

/** The place that an address carries; null where it carries none, or none on earth. */
export function pickedPlace(query: LocationQuery, nowMs: number): Fix | null {
  const read = (name: 'lat' | 'lng', most: number): number | null => {
    const text = query[name]
    const value = typeof text === 'string' && text !== '' ? Number(text) : NaN
    return Math.abs(value) <= most ? value : null
  }
  const [lat, lng] = [read('lat', 90), read('lng', 180)]
  return lat === null || lng === null ? null : pinnedFix({ lat, lng }, nowMs)
}
