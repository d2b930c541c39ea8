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

/** The library's own ground (`earth` of its flavours): what lies beyond the archive is not known, and is no wall either. */
const ground = { light: '#e2dfda', dark: '#141414' } as const

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

const flavourOf = ({ isDark }: Palette): keyof typeof ground => (isDark ? 'dark' : 'light')

function looksOf(names: readonly string[], palette: Palette) {
  const isKnown = knownLayers.every((name) => names.includes(name))
  if (isKnown) return { flavor: flavourOf(palette), lang: 'zh' }
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
  const looks = looksOf(names, palette)
  const layer = leafletLayer({
    url: archive,
    maxDataZoom: maxZoom,
    maxZoom: 20,
    // Written by whoever made the file: shown as text, never as a page.
    attribution: asText(metadata.attribution ?? ''),
    ...looks,
  }) as unknown as L.GridLayer & { backgroundColor: string }
  // A flavour brings a background of its own, a grey that ends at the archive's edge as a stripe.
  if ('flavor' in looks) layer.backgroundColor = ground[flavourOf(palette)]
  return layer
}
