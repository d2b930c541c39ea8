import { offscreenCanvases } from './canvas-kit.ts'
import { encodePicture } from './encode-picture.ts'
import type { EncodeAnswer, EncodeRequest } from './worker-encoder.ts'

const answer = (message: EncodeAnswer, transfer: Transferable[] = []): void => postMessage(message, { transfer })

/** The thread that decodes and encodes: a 12-megapixel picture would hold the page for half a second. */
addEventListener('message', ({ data }: MessageEvent<EncodeRequest>) => {
  encodePicture(data.bytes, data.mime, offscreenCanvases).then(
    (image) => answer({ image }, [image.bytes, image.thumbnail]),
    (failure: unknown) => answer({ failure: String(failure) }),
  )
})
