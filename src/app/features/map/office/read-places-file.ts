import readExcel from 'read-excel-file/browser'
import { DeviceProblem } from '../../../../device/device-problem.ts'
import type { PlaceRow } from '../../../../domain/place/place-row.ts'
import { readPlacesCells } from './read-places-cells.ts'
import { readPlacesGeojson } from './read-places-geojson.ts'

/** A bureau has some hundred schools: what is larger is another file. */
const mostBytes = 10 * 1024 * 1024

async function firstSheet(file: File): Promise<readonly (readonly unknown[])[]> {
  try {
    return (await readExcel(file))[0]?.data ?? []
  } catch (cause) {
    throw new DeviceProblem('places/not-a-file', cause)
  }
}

/** Reads an .xlsx or GeoJSON file. Rejects with `places/not-a-file` or `places/no-columns`; rows are not judged here. */
export async function readPlacesFile(file: File): Promise<readonly PlaceRow[]> {
  if (file.size > mostBytes) throw new DeviceProblem('places/not-a-file')
  if (/\.xlsx$/i.test(file.name)) {
    const rows = readPlacesCells(await firstSheet(file))
    if (!rows) throw new DeviceProblem('places/no-columns')
    return rows
  }
  const rows = readPlacesGeojson(await file.text())
  if (!rows) throw new DeviceProblem('places/not-a-file')
  return rows
}
