import type { Sha256 } from '../../../domain/ids.ts'
import type { PlacedPicture } from '../ledger-table.ts'
import { relationsXml, xmlFile } from './package-xml.ts'
import { pictureGapEmu, pictureHeightEmu, pictureWidthEmu } from './picture-size.ts'
import { xmlHead } from './xml-text.ts'
import type { ZipFile } from './zipped.ts'

const drawingHead =
  '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
const anchorsPerPiece = 100
const encoder = new TextEncoder()

/** Of the picture at this place among those that are shown. */
export const mediaPath = (index: number): string => `xl/media/picture${index + 1}.jpeg`

function anchorXml({ line, column, ratio }: PlacedPicture, id: number, media: number, headLines: number): string {
  const place = `<xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${pictureGapEmu}</xdr:colOff><xdr:row>${headLines + line}</xdr:row><xdr:rowOff>${pictureGapEmu}</xdr:rowOff></xdr:from>`
  const size = `cx="${pictureWidthEmu(ratio)}" cy="${pictureHeightEmu}"`
  return `<xdr:oneCellAnchor>${place}<xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${id}" name="照片 ${id}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${media + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`
}

async function* anchors(
  placed: readonly PlacedPicture[],
  mediaOf: ReadonlyMap<Sha256, number>,
  headLines: number,
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(xmlHead + drawingHead)
  for (let from = 0; from < placed.length; from += anchorsPerPiece) {
    const some = placed.slice(from, from + anchorsPerPiece)
    const xml = some.map((picture, index) =>
      anchorXml(picture, from + index + 1, mediaOf.get(picture.sha256) ?? 0, headLines),
    )
    yield encoder.encode(xml.join(''))
  }
  yield encoder.encode('</xdr:wsDr>')
}

/** Where each picture lies on the sheet, and which file it is. `shown` holds each once, in the order of the files. */
export function* drawingXml(
  placed: readonly PlacedPicture[],
  shown: readonly Sha256[],
  headLines: number,
): Generator<ZipFile> {
  const mediaOf = new Map(shown.map((sha256, index) => [sha256, index]))
  yield { path: 'xl/drawings/drawing1.xml', isPacked: false, content: anchors(placed, mediaOf, headLines) }
  yield xmlFile(
    'xl/drawings/_rels/drawing1.xml.rels',
    relationsXml(
      ...shown.map((_, index) => [`rId${index + 1}`, 'image', `../media/picture${index + 1}.jpeg`] as const),
    ),
  )
}
