import { circle, ellipse, line, path, placed, rect, repeat, shadow } from './shapes.ts'
import { sampleWord } from './stroke-text.ts'

export const cone = (x: number, y: number): string =>
  placed(
    x,
    y,
    shadow(0, 0, 40) +
      rect(-34, -10, 68, 12, '#c9521d', 3) +
      path('M-22 -10L-8 -92h16L22 -10Z', '#ec6a24') +
      path('M-17 -32L-13 -54h26L17 -32Z', '#fbf4ea'),
  )

/** A manhole on the road: covered, or open with its cover pushed aside. */
export const manhole = (x: number, y: number, open: boolean): string => {
  const lid = (dx: number, dy: number): string =>
    placed(
      dx,
      dy,
      ellipse(0, 6, 118, 42, '#2f3236') +
        ellipse(0, 0, 116, 40, '#61666c') +
        ellipse(0, 0, 96, 32, '#757b81') +
        repeat(5, (index) => line(`M${-64 + index * 32} -18v36`, '#565b60', 5)),
    )
  return placed(
    x,
    y,
    ellipse(0, 0, 136, 50, '#8a8d8f') +
      (open ? ellipse(0, 2, 120, 42, '#14161a') + ellipse(0, 14, 104, 28, '#23272d') + lid(176, 30) : lid(0, 0)),
  )
}

/** A lamp post; (x, y) is its foot. */
export const lampPost = (x: number, y: number, degrees: number, lit: boolean): string =>
  placed(
    x,
    y,
    shadow(0, 0, 40) +
      rect(-16, -26, 32, 28, '#5d6369', 4) +
      path('M-9 -20L-5 -520h10L9 -20Z', '#757c83') +
      line('M0 -516Q10 -556 96 -556', '#757c83', 10) +
      rect(72, -566, 96, 20, '#4f555b', 9) +
      (lit
        ? path('M84 -546h76l90 330h-260z', '#fff2b855') + ellipse(120, -544, 40, 10, '#fff6d0')
        : rect(80, -550, 80, 8, '#9aa0a5', 4)),
    degrees,
  )

/** Three fields of railing along the kerb; the middle one bent where `broken`. */
export const guardrail = (y: number, broken: boolean): string => {
  const field = (x: number): string =>
    placed(
      x,
      y,
      rect(0, -96, 10, 100, '#d7dbde', 3) +
        rect(0, -92, 250, 9, '#eef1f2', 3) +
        rect(0, -24, 250, 9, '#eef1f2', 3) +
        repeat(9, (index) => rect(22 + index * 25, -84, 6, 62, '#cfd4d8')),
    )
  const bent = placed(
    510,
    y - 8,
    `<g transform="rotate(19) skewX(-14)">${rect(0, -70, 236, 9, '#e4e8ea', 3) + rect(0, -8, 236, 9, '#e4e8ea', 3) + repeat(7, (index) => rect(20 + index * 30, -62, 6, 56, '#c3c9cd'))}</g>`,
  )
  return field(0) + field(250) + (broken ? bent : field(500)) + field(770) + field(1020)
}

/** A litter bin; where `full`, with bags and cups about it. */
export const litterBin = (x: number, y: number, full: boolean): string =>
  placed(
    x,
    y,
    shadow(70, 0, full ? 210 : 90) +
      rect(0, -150, 66, 150, '#3f8a5a', 6) +
      rect(74, -150, 66, 150, '#50616d', 6) +
      rect(-6, -166, 152, 20, '#2f3a40', 6) +
      rect(12, -130, 42, 18, '#1f2427', 4) +
      rect(86, -130, 42, 18, '#1f2427', 4) +
      (full ? litter : ''),
  )

const bag = (x: number, y: number, colour: string): string =>
  path(`M${x} ${y}q-14 -54 22 -72l-8 -18h36l-8 18q40 20 24 72z`, colour)

const litter =
  bag(150, 0, '#3b4046') +
  bag(-70, 0, '#e8e5dd') +
  bag(200, 2, '#c7d6c4') +
  bag(60, -164, '#dfdad0') +
  rect(-110, -18, 34, 18, '#c79a5c', 2) +
  rect(262, -26, 46, 26, '#c79a5c', 2) +
  ellipse(-30, -4, 16, 6, '#f5f2ea') +
  circle(140, -176, 12, '#c8443a')

/** A shop's fascia with 示例 on it; hanging from one bolt where `loose`. */
export const fascia = (x: number, y: number, loose: boolean): string =>
  rect(x - 6, y - 4, 492, 108, '#9c9488') +
  placed(
    x,
    y,
    rect(0, 0, 480, 100, '#b23a33', 6) +
      `<g fill="none" stroke="#f0d9a6" stroke-width="5"><rect x="10" y="10" width="460" height="80" rx="4"/></g>` +
      sampleWord(132, 18, 64, '#fff6de') +
      (loose
        ? path('M480 46l-44 16l22 14l-38 24h60z', '#9c9488') + line('M470 0l26 -34M8 96q-20 70 6 120', '#2d3033', 4)
        : ''),
    loose ? 9 : 0,
  )

const mast = (x: number): string => rect(x - 9, 150, 18, 420, '#8f877c') + rect(x - 56, 186, 112, 10, '#6f685f', 3)

/** Two poles and their lines; one line has come down where `fallen`. */
export const overheadLines = (fallen: boolean): string =>
  mast(190) +
  mast(1090) +
  line('M140 188Q640 250 1040 188M190 190Q640 262 1090 190', '#2b2e32', 5) +
  (fallen
    ? line('M240 188Q380 620 640 704Q760 742 860 716', '#1f2226', 7) +
      line('M860 716l18 -10M860 716l16 10', '#d98a2b', 4)
    : line('M240 188Q690 270 1140 188', '#2b2e32', 5))
