import type * as L from 'leaflet'
import type { Header, PMTiles } from 'pmtiles'
import {
  CenteredTextSymbolizer,
  CircleSymbolizer,
  GeomType,
  leafletLayer,
  LineSymbolizer,
  PolygonSymbolizer,
  type Feature,
  type LabelRule,
  type PaintRule,
} from 'protomaps-leaflet'
import type { Palette } from '../palette.ts'

interface Metadata {
  readonly attribution?: string
  readonly vector_layers?: readonly { readonly id: string }[]
}

/** An extract of Protomaps, and the sample's own map, have these; their look is drawn by the library. */
const knownLayers = ['earth', 'roads']

const only =
  (geometry: GeomType) =>
  (_zoom: number, feature?: Feature): boolean =>
    feature?.geomType === geometry

/** A map of another make: its grounds, lines and points, plain, so that it is a map all the same. */
const plainRules = (names: readonly string[], { grey, surface }: Palette): PaintRule[] => [
  ...names.map((dataLayer) => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill: grey, opacity: 0.12 }),
    filter: only(GeomType.Polygon),
  })),
  ...names.map((dataLayer) => ({
    dataLayer,
    symbolizer: new LineSymbolizer({ color: grey, width: 1.5 }),
    filter: only(GeomType.Line),
  })),
  ...names.map((dataLayer) => ({
    dataLayer,
    symbolizer: new CircleSymbolizer({ radius: 2, fill: grey, stroke: surface, width: 1 }),
    filter: only(GeomType.Point),
  })),
]

const plainLabels = (names: readonly string[], { text, surface }: Palette): LabelRule[] =>
  names.map((dataLayer) => ({
    dataLayer,
    symbolizer: new CenteredTextSymbolizer({
      labelProps: ['name:zh', 'name'],
      fill: text,
      stroke: surface,
      width: 2,
      font: '400 12px sans-serif',
    }),
    minzoom: 15,
  }))

function looksOf(names: readonly string[], palette: Palette) {
  const isKnown = knownLayers.every((name) => names.includes(name))
  if (isKnown) return { flavor: palette.isDark ? 'dark' : 'light', lang: 'zh' }
  return {
    paintRules: plainRules(names, palette),
    labelRules: plainLabels(names, palette),
    backgroundColor: palette.surface,
  }
}

const asText = (html: string): string => new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''

/** A vector archive, drawn on the phone; nearer than its last zoom from that one's data. */
export async function createVectorTiles(archive: PMTiles, { maxZoom }: Header, palette: Palette): Promise<L.GridLayer> {
  const metadata = (await archive.getMetadata()) as Metadata
  const names = (metadata.vector_layers ?? []).map(({ id }) => id)
  return leafletLayer({
    url: archive,
    maxDataZoom: maxZoom,
    maxZoom: 20,
    // Written by whoever made the file: shown as text, never as a page.
    attribution: asText(metadata.attribution ?? ''),
    ...looksOf(names, palette),
  }) as unknown as L.GridLayer
}
