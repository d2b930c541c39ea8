// The map with Leaflet and what draws the archive: one file, so that a phone without network has all of it or none.
export { default as MapScreen } from './MapScreen.vue'
export { default as PickPlace } from './PickPlace.vue'
