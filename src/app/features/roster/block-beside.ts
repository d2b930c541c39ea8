import type { RosterBlock, RosterRow } from '../../../domain/duty/roster-grid.ts'

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const columnOf = (rows: readonly RosterRow[], date: string): readonly RosterBlock[] =>
  rows.flatMap((row) => row.blocks.get(date) ?? [])

/** The place of another day in the same row: of the same session where it has one, else its nearest. */
function sideways(
  rows: readonly RosterRow[],
  dates: readonly string[],
  from: RosterBlock,
  step: number,
): string | null {
  const row = rows.find(({ blocks }) => blocks.get(from.date)?.includes(from))
  for (let at = dates.indexOf(from.date) + step; at >= 0 && at < dates.length; at += step) {
    const blocks = row?.blocks.get(dates[at] ?? '') ?? []
    const same = blocks.find(({ session }) => session === from.session) ?? blocks[0]
    if (same) return same.key
  }
  return null
}

/** Where an arrow key leads from a place of the grid; null where it leads nowhere. */
export function blockBeside(
  rows: readonly RosterRow[],
  dates: readonly string[],
  current: string,
  key: string,
): string | null {
  const [down, right] = steps[key] ?? [0, 0]
  const from = rows.flatMap(({ blocks }) => [...blocks.values()].flat()).find((block) => block.key === current)
  if (!from || (down === 0 && right === 0)) return null
  if (right !== 0) return sideways(rows, dates, from, right)
  const column = columnOf(rows, from.date)
  return column[column.indexOf(from) + down]?.key ?? null
}
