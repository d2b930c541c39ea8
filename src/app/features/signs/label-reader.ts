import { signIdOfLabel } from '../../../domain/signage/sign-label.ts'
import type { SubjectId } from '../../../domain/ids.ts'

/** What browsers with a reader of their own have: Chromium on Android and macOS, not yet Safari or Firefox. */
interface BarcodeReader {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface BarcodeReaders {
  readonly BarcodeDetector?: {
    new (options: { readonly formats: readonly string[] }): BarcodeReader
    getSupportedFormats(): Promise<readonly string[]>
  }
}

/** Looks at the camera's picture; the sign of the first label of ours that is in it. */
export type ReadLabel = (picture: HTMLVideoElement) => Promise<SubjectId | null>

/** Null where this browser reads no codes: then the number is typed. */
export async function createLabelReader({ BarcodeDetector }: BarcodeReaders): Promise<ReadLabel | null> {
  if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null
  const reader = new BarcodeDetector({ formats: ['qr_code'] })
  return async (picture) => {
    const codes = await reader.detect(picture)
    return codes.map(({ rawValue }) => signIdOfLabel(rawValue)).find((id) => id !== null) ?? null
  }
}
