import { circle, ellipse, line, path, pick, placed, rect, repeat, shadow } from './shapes.ts'

const fruit = (x: number, y: number, colour: string): string =>
  repeat(4, (index) => circle(x + index * 17, y, 10, colour)) +
  repeat(3, (index) => circle(x + 9 + index * 17, y - 13, 10, colour))

/** A vendor's tricycle with a striped roof and fruit; (x, y) is the ground at its left wheel. */
export const vendorCart = (x: number, y: number): string =>
  placed(
    x,
    y,
    shadow(150, -2, 200) +
      line('M22 -120V-282M282 -120V-282', '#7d858c', 7) +
      repeat(9, (index) => path(`M${-12 + index * 36} -284h36l-5 -46h-26z`, index % 2 === 0 ? '#d8483c' : '#fbf4e6')) +
      repeat(9, (index) =>
        path(`M${-12 + index * 36} -284h36q-18 34 -36 0z`, index % 2 === 0 ? '#bf3b31' : '#efe6d4'),
      ) +
      rect(4, -136, 296, 74, '#3f7f9c', 6) +
      rect(-6, -146, 316, 16, '#2f6780', 4) +
      fruit(16, -158, '#e2873a') +
      fruit(104, -158, '#c23b3b') +
      fruit(192, -158, '#8fae3d') +
      rect(238, -216, 46, 56, '#f6efdc', 3) +
      line('M247 -200h28M247 -188h20M247 -176h26', '#b3543f', 5) +
      repeat(2, (index) => circle(60 + index * 190, -34, 34, '#24272b') + circle(60 + index * 190, -34, 14, '#b9bfc5')),
  )

/** Crates, stools and a table that a shop has put out. */
export const shopGoods = (x: number, y: number): string =>
  placed(
    x,
    y,
    shadow(230, -2, 270) +
      repeat(
        3,
        (index) =>
          rect(index * 92, -66, 84, 62, pick(['#c79a5c', '#b98749', '#d0a768'], index), 4) +
          line(`M${index * 92 + 8} -44h68M${index * 92 + 8} -24h68`, '#8c6331', 4),
      ) +
      fruit(12, -78, '#c23b3b') +
      fruit(104, -78, '#e0a23a') +
      fruit(196, -78, '#7ea43b') +
      rect(300, -92, 150, 12, '#e9e4da', 4) +
      line('M316 -84V-4M434 -84V-4', '#8e9499', 7) +
      repeat(2, (index) => rect(318 + index * 72, -46, 48, 42, index === 0 ? '#c8443a' : '#3d7cb0', 6)) +
      rect(336, -112, 26, 20, '#ffffff', 4) +
      rect(388, -120, 18, 28, '#5f9a6a', 4),
  )

/** A grill with embers and smoke, and the gas bottle beside it. */
export const barbecue = (x: number, y: number): string =>
  placed(
    x,
    y,
    shadow(130, -2, 190) +
      `<g opacity="0.5">${repeat(5, (index) => ellipse(90 + index * 26, -170 - index * 46, 46 + index * 15, 30 + index * 9, '#dfe2e3'))}</g>` +
      line('M24 -84L8 -4M232 -84L248 -4', '#4a4e53', 9) +
      rect(0, -116, 256, 36, '#3a3d42', 5) +
      repeat(12, (index) => ellipse(18 + index * 20, -112, 11, 6, index % 3 === 0 ? '#ffb347' : '#e8542c')) +
      repeat(
        9,
        (index) => line(`M${24 + index * 26} -132v34`, '#c9b48a', 4) + ellipse(24 + index * 26, -124, 8, 11, '#8a4a2c'),
      ) +
      path('M300 -4V-84Q300 -112 330 -112Q360 -112 360 -84V-4Z', '#c33f36') +
      rect(316, -134, 28, 22, '#8f959b', 4) +
      line('M330 -134Q280 -176 256 -100', '#e0a23a', 5),
  )
