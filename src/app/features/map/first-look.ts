import type { Map as LeafletMap } from 'leaflet'

/**
 * Where a map begins: looked at again whenever more is known, until somebody has moved it, by hand, wheel or keys.
 *
 * `look` moves the map at once, without animation: every other move is a person's.
 */
export function createFirstLook(map: LeafletMap, look: () => void): () => void {
  let isLooking = false
  let isMoved = false
  map.on('movestart', () => {
    if (!isLooking) isMoved = true
  })
  return () => {
    if (isMoved) return
    isLooking = true
    look()
    isLooking = false
  }
}
