// The map's screens. With the file of Leaflet, which the office's room shares, it is precached as a whole or not at all.
export { default as MapScreen } from './MapScreen.vue'
export { default as PickPlace } from './PickPlace.vue'
// Asked for with the screens and not after them: on a slow phone a second round costs 0.1 s.
import '../../base-map-desk.ts'
