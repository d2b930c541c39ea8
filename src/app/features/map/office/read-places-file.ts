import { DeviceProblem } from '../../../../device/device-problem.ts'
import type { PlaceRow } from '../../../../domain/place/place-row.ts'
import { readTableFile } from '../../../office-files/office-table-file.ts'
import { readPlacesCells } from './read-places-cells.ts'
import { readPlacesGeojson } from './read-places-geojson.ts'

/** A bureau has some hundred schools: what is larger is another file. */
const mostBytes = 10 * 1024 * 1024

/** Reads an .xlsx, .csv or GeoJSON file. Rejects with `places/not-a-file`, `places/no-columns` or as `readTableFile`; rows are not judged here. */
export async function readPlacesFile(file: File): Promise<readonly PlaceRow[]> {
  if (/\.(xlsx?|csv)$/i.test(file.name)) {
    const rows = readPlacesCells((await readTableFile(file))[0]?.rows ?? [])
    if (!rows) throw new DeviceProblem('places/no-columns')
    return rows
  }
  if (file.size > mostBytes) throw new DeviceProblem('places/not-a-file')
  const rows = readPlacesGeojson(await file.text())
  if (!rows) throw new DeviceProblem('places/not-a-file')
  return rows
}
