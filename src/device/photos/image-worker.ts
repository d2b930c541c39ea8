import { encodePicture } from './encode-picture.ts'

/** The thread that decodes and encodes: a 12-megapixel picture would hold the page for half a second. */
addEventListener('message', (event: MessageEvent<{ ticket: number; bytes: ArrayBuffer; mime: string }>) => {
  const { ticket, bytes, mime } = event.data
  encodePicture(bytes, mime).then(
    (image) => postMessage({ ticket, image }, { transfer: [image.bytes, image.thumbnail] }),
    (failure: unknown) => postMessage({ ticket, failure: String(failure) }),
  )
})
