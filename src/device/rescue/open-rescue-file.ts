import * as v from 'valibot'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { isTaken } from '../../domain/journal/part-ref.ts'
import { RescueFile, rescueFormat } from '../../protocol/rescue.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { Digest } from '../journal/digest.ts'
import { fromBase64 } from './base64.ts'
import { hashEntries } from './export-unsent.ts'

export type RescuedPart = RescueFile['parts'][number]

/** A rescue file that is whole, and what is in it, for a person to decide by. */
export interface OpenedRescue {
  readonly file: RescueFile
  /** Of the file's parts, those whose bytes are what the records say. */
  readonly parts: readonly RescuedPart[]
  readonly photos: number
  readonly damagedPhotos: number
  /** When the first and the last of the records were made; null of a file with photos alone. */
  readonly fromMs: number | null
  readonly toMs: number | null
}

const Versioned = v.looseObject({ format: v.literal(rescueFormat.name), version: v.number() })

function parse(text: string): RescueFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    // Cut on its way, it still begins as ours does.
    const isOurs = text.trimStart().startsWith(`{"format":"${rescueFormat.name}"`)
    throw new DeviceProblem(isOurs ? 'rescue/damaged' : 'rescue/not-a-file', cause)
  }
  const versioned = v.safeParse(Versioned, json)
  if (!versioned.success) throw new DeviceProblem('rescue/not-a-file')
  if (versioned.output.version > rescueFormat.version) throw new DeviceProblem('rescue/newer-version')
  const file = v.safeParse(RescueFile, json)
  if (!file.success) throw new DeviceProblem('rescue/damaged', file.issues)
  return file.output
}

async function isWhole({ ref, base64 }: RescuedPart, digest: Digest): Promise<boolean> {
  const bytes = fromBase64(base64)
  return bytes !== null && (await digest(bytes)) === ref.sha256
}

const momentsOf = (entries: RescueFile['entries']): readonly number[] =>
  entries.map((entry) => Date.parse(String((entry as Partial<EntryEnvelope>).at))).filter((ms) => !Number.isNaN(ms))

/** Voice notes among them: they travel as photos do. */
const isPhoto = ({ ref }: RescuedPart): boolean => isTaken(ref)

/**
 * Reads a rescue file and looks whether it is whole.
 *
 * Rejects with `rescue/not-a-file`, `rescue/newer-version`, or `rescue/damaged`. A damaged photo alone is left out and counted:
 * it must not keep the records from arriving.
 */
export async function openRescueFile(text: string, digest: Digest): Promise<OpenedRescue> {
  const file = parse(text)
  if ((await hashEntries(file.entries, digest)) !== file.entriesSha256) throw new DeviceProblem('rescue/damaged')
  const parts: RescuedPart[] = []
  for (const part of file.parts) if (await isWhole(part, digest)) parts.push(part)
  const momentsMs = momentsOf(file.entries)
  const photos = parts.filter(isPhoto).length
  return {
    file,
    parts,
    photos,
    damagedPhotos: file.parts.filter(isPhoto).length - photos,
    fromMs: momentsMs.length > 0 ? Math.min(...momentsMs) : null,
    toMs: momentsMs.length > 0 ? Math.max(...momentsMs) : null,
  }
}
