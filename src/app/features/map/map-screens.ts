// The map's screens. With the file of Leaflet, which the office's room shares, it is precached as a whole or not at all.
export { default as MapScreen } from './MapScreen.vue'
export { default as PickPlace } from './PickPlace.vue'
