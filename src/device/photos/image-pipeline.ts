/** What became of a file that should be a picture. */
export type ProcessedImage =
  | {
      readonly outcome: 'encoded'
      readonly bytes: ArrayBuffer
      readonly mime: 'image/jpeg'
      readonly widthPx: number
      readonly heightPx: number
      readonly thumbnail: ArrayBuffer
    }
  /** A picture that this device cannot decode (HEIC on Android, a truncated file): the file itself is the record. */
  | { readonly outcome: 'kept'; readonly mime: string }
  | { readonly outcome: 'notAPicture' }

/** Decodes and re-encodes once; the result is the record and is never altered. */
export interface ImagePipeline {
  process(bytes: ArrayBuffer): Promise<ProcessedImage>
}
