import * as L from 'leaflet'
import type { MarkLook, MarkShape } from './grade-look.ts'

/** What Leaflet's canvas renderer keeps of a path and gives to nobody by its types. */
interface DrawnPath {
  readonly _renderer: { readonly _ctx: CanvasRenderingContext2D; readonly _drawing: boolean }
  readonly _point: L.Point
  readonly _radius: number
  _empty(): boolean
}

const outlinePx = 2

const tracers: Readonly<Record<MarkShape, (ctx: CanvasRenderingContext2D, at: L.Point, radius: number) => void>> = {
  square: (ctx, { x, y }, r) => ctx.rect(x - r, y - r, 2 * r, 2 * r),
  triangle: (ctx, { x, y }, r) => {
    ctx.moveTo(x, y - r * 1.2)
    ctx.lineTo(x + r * 1.2, y + r)
    ctx.lineTo(x - r * 1.2, y + r)
  },
  diamond: (ctx, { x, y }, r) => {
    ctx.moveTo(x, y - r * 1.2)
    ctx.lineTo(x + r * 1.2, y)
    ctx.lineTo(x, y + r * 1.2)
    ctx.lineTo(x - r * 1.2, y)
  },
  disc: (ctx, { x, y }, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
  ring: (ctx, { x, y }, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
}

function drawMark(ctx: CanvasRenderingContext2D, at: L.Point, radius: number, look: MarkLook, paper: string): void {
  // Left over from the path before: a perimeter's dashes, an accuracy circle's faintness.
  ctx.setLineDash([])
  ctx.globalAlpha = 1
  ctx.beginPath()
  tracers[look.shape](ctx, at, radius)
  ctx.closePath()
  ctx.lineJoin = 'round'
  ctx.lineWidth = outlinePx * 2.5
  ctx.strokeStyle = paper
  ctx.stroke()
  ctx.fillStyle = look.shape === 'ring' ? paper : look.colour
  ctx.fill()
  ctx.lineWidth = outlinePx
  ctx.strokeStyle = look.colour
  ctx.stroke()
  if (look.glyph === '') return
  ctx.fillStyle = paper
  ctx.font = `700 ${Math.round(radius * 1.6)}px sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(look.glyph, at.x, at.y)
}

export interface MarkOptions extends L.CircleMarkerOptions {
  readonly look: MarkLook
  /** What lies behind: the outline that sets the mark off from the map. */
  readonly paper: string
}

/** A mark with a shape of its own on Leaflet's canvas: told apart without colours, and ten thousand cost no element. */
export class Mark extends L.CircleMarker {
  declare options: MarkOptions

  constructor(at: L.LatLngExpression, options: MarkOptions) {
    super(at, { radius: 8, ...options })
  }

  /** Called by the renderer, whose context is there while it draws. */
  _updatePath(): void {
    const path = this as unknown as DrawnPath
    if (!path._renderer._drawing || path._empty()) return
    drawMark(path._renderer._ctx, path._point, path._radius, this.options.look, this.options.paper)
  }
}
