import * as L from 'leaflet'
import type { School } from '../../../../domain/place/school.ts'
import type { MapStage } from '../map-stage.ts'
import type { Palette } from '../palette.ts'
import { Mark } from './mark.ts'

/** From here on a post and its name can be told from the next. */
const namedFromZoom = 15

export interface SchoolLayer {
  show(schools: readonly School[]): void
  setVisible(isVisible: boolean): void
}

/** Schools with their perimeters, and the posts at their gates. */
export function createSchoolLayer({ map, canvas }: MapStage, palette: Palette): SchoolLayer {
  const perimeters = L.layerGroup().addTo(map)
  const posts = L.layerGroup()
  const look = { shape: 'diamond', colour: palette.brand, glyph: '' } as const
  let isShown = true

  const perimeterOf = ({ perimeter }: School): L.Layer =>
    L.polygon([...perimeter], {
      renderer: canvas,
      interactive: false,
      color: palette.brand,
      weight: 2,
      dashArray: '6 5',
      fillOpacity: 0.06,
    })
  const postsOf = (school: School): L.Layer[] =>
    school.posts.map((post) => {
      const mark = new Mark(post.point, { renderer: canvas, look, paper: palette.surface, radius: 7 })
      return mark.bindTooltip(`${school.name} ${post.name}`, {
        className: 'post-name',
        direction: 'top',
        offset: [0, -8],
      })
    })

  function fitZoom(): void {
    if (isShown && map.getZoom() >= namedFromZoom) posts.addTo(map)
    else posts.remove()
  }
  map.on('zoomend', fitZoom)

  return {
    show: (schools) => {
      perimeters.clearLayers()
      posts.clearLayers()
      for (const school of schools) {
        if (school.perimeter.length > 2) perimeters.addLayer(perimeterOf(school))
        for (const post of postsOf(school)) posts.addLayer(post)
      }
      fitZoom()
    },
    setVisible: (isVisible) => {
      isShown = isVisible
      if (isVisible) perimeters.addTo(map)
      else perimeters.remove()
      fitZoom()
    },
  }
}
