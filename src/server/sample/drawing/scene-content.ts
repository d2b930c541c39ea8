import type { Random } from '../../../lib/random.ts'
import { cone, fascia, guardrail, lampPost, litterBin, manhole, overheadLines } from './fixtures.ts'
import { schoolFront, shopFront, siteFront, tree, wallFront } from './fronts.ts'
import type { Palette } from './light.ts'
import { banner, leaflets, posters, posterTraces } from './papers.ts'
import type { Motif } from './scene.ts'
import { ellipse, path, pick, placed, rect, repeat } from './shapes.ts'
import { barbecue, shopGoods, vendorCart } from './stalls.ts'
import { bicycle, car } from './vehicles.ts'

export interface Setting {
  readonly palette: Palette
  readonly random: Random
  readonly settled: boolean
  readonly lit: boolean
}

const carColours = ['#d9dde0', '#35506e', '#8c2f2f', '#3f4348'] as const
const bicycleColours = ['#2f7fb5', '#d9a02b', '#3f8a5a', '#b2443b'] as const

const tidyBicycles = (): string => repeat(6, (index) => bicycle(120 + index * 170, 636, pick(bicycleColours, index)))

const strewnBicycles = (random: Random): string =>
  repeat(8, (index) =>
    bicycle(90 + index * 140, 640 + random.next() * 84, pick(bicycleColours, index), -10 + random.next() * 20),
  ) + bicycle(520, 700, '#3f8a5a', 78)

const brokenBranch = (palette: Palette): string =>
  placed(
    690,
    420,
    path('M0 -40L58 120l9 -4L16 -46Z', '#7a5f48') +
      ellipse(84, 168, 86, 50, palette.leafDark) +
      ellipse(52, 190, 60, 38, palette.leaf),
    8,
  )

const gapInHoarding =
  rect(560, 390, 160, 174, '#7b6f60') +
  path('M560 564l40 -70l60 34l60 -50v86z', '#a38d6d') +
  `<g opacity="0.5">${repeat(6, (index) => ellipse(520 + index * 60, 560 - index * 16, 96, 34, '#d8c9ad'))}</g>`

/** Front and things, per motif. */
export const sceneContent: Readonly<Record<Motif, (setting: Setting) => string>> = {
  gate: ({ palette, settled }) => schoolFront(palette) + (settled ? '' : cone(380, 700) + cone(900, 700)),
  vendor: ({ palette, settled }) => schoolFront(palette) + (settled ? '' : vendorCart(470, 728)),
  shopGoods: ({ palette, settled }) => shopFront(palette) + (settled ? '' : shopGoods(410, 712)),
  bicycles: ({ palette, settled, random }) => shopFront(palette) + (settled ? tidyBicycles() : strewnBicycles(random)),
  cars: ({ palette, settled }) =>
    schoolFront(palette) +
    (settled
      ? car(760, 930, '#d9dde0')
      : repeat(2, (index) => car(130 + index * 520, 726 + index * 12, pick(carColours, index)))),
  posters: ({ palette, settled, random }) => wallFront(palette) + (settled ? posterTraces() : posters(random)),
  leaflets: ({ palette, settled, random }) => schoolFront(palette) + (settled ? '' : leaflets(random)),
  banner: ({ palette, settled }) => wallFront(palette) + (settled ? '' : banner(430, 690)),
  barbecue: ({ palette, settled }) => shopFront(palette) + (settled ? '' : barbecue(460, 724)),
  rubbish: ({ palette, settled }) => wallFront(palette) + litterBin(560, 706, !settled),
  manhole: ({ palette, settled }) =>
    wallFront(palette) + manhole(560, 850, !settled) + (settled ? '' : cone(380, 900) + cone(700, 800)),
  lamp: ({ palette, settled, lit }) => wallFront(palette) + lampPost(600, 712, settled ? 0 : 11, settled && lit),
  wire: ({ palette, settled }) =>
    wallFront(palette) + overheadLines(!settled) + (settled ? '' : cone(520, 726) + cone(980, 726)),
  guardrail: ({ palette, settled }) => shopFront(palette) + guardrail(756, !settled),
  tree: ({ palette, settled }) =>
    wallFront(palette) + placed(640, 700, tree(0, 0, palette), 0, 1.3) + (settled ? '' : brokenBranch(palette)),
  sign: ({ palette, settled }) => shopFront(palette) + fascia(400, 262, !settled),
  site: ({ settled }) => siteFront() + (settled ? '' : gapInHoarding),
}
