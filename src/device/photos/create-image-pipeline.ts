import type { ImagePipeline, ProcessedImage } from './image-pipeline.ts'
import { mimeOf, pictureKind } from './picture-kind.ts'
import type { Encode } from './worker-encoder.ts'

/**
 * One picture at a time, first in a worker; in the page where the worker cannot.
 *
 * What is no picture is told so; a picture that nothing here decodes is kept as it came, never turned into a black one.
 */
export function createImagePipeline(encodeInWorker: Encode, encodeInPage: Encode): ImagePipeline {
  let last: Promise<unknown> = Promise.resolve()

  async function encode(bytes: ArrayBuffer, mime: string): Promise<ProcessedImage> {
    try {
      return await encodeInWorker(bytes, mime)
    } catch {
      // Old iPhones have no 2d context in workers; where the picture is at fault this fails as well.
      return encodeInPage(bytes, mime).catch(() => ({ outcome: 'kept' as const, mime }))
    }
  }

  return {
    process: (bytes) => {
      const kind = pictureKind(bytes)
      if (!kind) return Promise.resolve({ outcome: 'notAPicture' })
      const result = last.then(() => encode(bytes, mimeOf[kind]))
      last = result.catch(() => undefined)
      return result
    },
  }
}
