import { strFromU8, unzipSync } from 'fflate'
import type { SheetNote } from '../../domain/tables/sheet.ts'

/** Cells that one value covers, by row and column from 0, both ends belonging to it. */
export interface MergedCells {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** What the reader of values leaves out: which cells are merged, and what stands in their comments. */
export interface SheetMarks {
  readonly merged: readonly MergedCells[]
  readonly notes: readonly SheetNote[]
}

const wanted = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/.*\.(xml|rels)|comments.*\.xml)$/
/** A file that merges more than this was not made for people. */
const mostMerged = 20_000

type Files = Readonly<Record<string, Uint8Array>>
const textOf = (files: Files, path: string): string => (files[path] ? strFromU8(files[path]) : '')

/** The attributes of every element of this name. Names may carry a namespace (x:mergeCell), values either kind of quotes. */
const elements = (xml: string, name: string): readonly ReadonlyMap<string, string>[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^>]*)>`, 'g'))].map(
    ([, attributes = '']) =>
      new Map([...attributes.matchAll(/([\w:]+)=(["'])(.*?)\2/g)].map(([, key = '', , value = '']) => [key, value])),
  )

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0) - 1

function cellOf(address: string): { readonly row: number; readonly column: number } {
  const [, letters = 'A', number = '1'] = /^\$?([A-Z]+)\$?(\d+)$/.exec(address) ?? []
  return { row: Number(number) - 1, column: columnOf(letters) }
}

function mergedOf(xml: string): readonly MergedCells[] {
  return elements(xml, 'mergeCell')
    .slice(0, mostMerged)
    .map((each) => {
      const [first = 'A1', last = first] = (each.get('ref') ?? 'A1').split(':')
      const [from, to] = [cellOf(first), cellOf(last)]
      return { top: from.row, left: from.column, bottom: to.row, right: to.column }
    })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string): string =>
  xml.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
  })

const notesOf = (xml: string): readonly SheetNote[] =>
  [...xml.matchAll(/<(?:\w+:)?comment\b[^>]*\bref="([A-Z]+\d+)"[^>]*>([\s\S]*?)<\/(?:\w+:)?comment>/g)].map(
    ([, cell = '', body = '']) => ({
      cell,
      text: [...body.matchAll(/<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g)]
        .map(([, text = '']) => plain(text))
        .join('')
        .trim(),
    }),
  )

/** A path in a file of relations, seen from the folder of the file that it belongs to. */
const pathOf = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : new URL(target, `http://zip/${folder}/`).pathname.slice(1)

/** The marks of each sheet by its name. The archive's size was judged before. */
export function readSheetMarks(bytes: ArrayBuffer): ReadonlyMap<string, SheetMarks> {
  const files = unzipSync(new Uint8Array(bytes), { filter: ({ name }) => wanted.test(name) })
  const targets = new Map(
    elements(textOf(files, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [
      each.get('Id'),
      pathOf('xl', each.get('Target') ?? ''),
    ]),
  )
  return new Map(
    elements(textOf(files, 'xl/workbook.xml'), 'sheet').map((sheet) => {
      const path = targets.get(sheet.get('r:id')) ?? ''
      const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
      const comments = elements(textOf(files, `${folder}/_rels/${name}.rels`), 'Relationship')
        .filter((each) => (each.get('Type') ?? '').endsWith('/comments'))
        .map((each) => pathOf(folder, each.get('Target') ?? ''))
      const notes = comments.flatMap((each) => notesOf(textOf(files, each)))
      return [plain(sheet.get('name') ?? ''), { merged: mergedOf(textOf(files, path)), notes }]
    }),
  )
}
