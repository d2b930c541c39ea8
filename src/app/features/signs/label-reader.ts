import { signIdOfLabel } from '../../../domain/signage/sign-label.ts'
import type { SubjectId } from '../../../domain/ids.ts'

/** What the camera shows, or a picture from the gallery. */
export type LabelPicture = HTMLVideoElement | ImageBitmap

/** What browsers with a reader of their own have: Chromium on Android and macOS, not yet Safari or Firefox. */
interface BarcodeReader {
  detect(picture: LabelPicture): Promise<readonly { readonly rawValue: string }[]>
}
interface BarcodeReaders {
  readonly BarcodeDetector?: {
    new (options: { readonly formats: readonly string[] }): BarcodeReader
    getSupportedFormats(): Promise<readonly string[]>
  }
}

/** The texts of the codes in a picture. */
export type ReadCodes = (picture: LabelPicture) => Promise<readonly string[]>

/** The sign of the first label of ours that is in a picture. */
export type ReadLabel = (picture: LabelPicture) => Promise<SubjectId | null>

async function nativeReader({ BarcodeDetector }: BarcodeReaders): Promise<ReadCodes | null> {
  if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null
  const reader = new BarcodeDetector({ formats: ['qr_code'] })
  return async (picture) => (await reader.detect(picture)).map(({ rawValue }) => rawValue)
}

/**
 * The browser's own reader, else ours, which `loadOurs` fetches only then.
 *
 * Null where neither is there: then the number is typed.
 */
export async function createLabelReader(
  browser: BarcodeReaders,
  loadOurs: () => Promise<ReadCodes>,
): Promise<ReadLabel | null> {
  const readCodes = (await nativeReader(browser)) ?? (await loadOurs().catch(() => null))
  if (!readCodes) return null
  return async (picture) =>
    (await readCodes(picture)).map(signIdOfLabel).find((signId): signId is SubjectId => signId !== null) ?? null
}
