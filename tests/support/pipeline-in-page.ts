import { pageCanvases } from '../../src/device/photos/canvas-kit.ts'
import { createImagePipeline } from '../../src/device/photos/create-image-pipeline.ts'
import { encodePicture } from '../../src/device/photos/encode-picture.ts'
import { createWorkerEncoder } from '../../src/device/photos/worker-encoder.ts'

let doneByPage = 0

/** The picture pipeline as the app builds it, for a page that has nothing else. */
export const { process } = createImagePipeline(
  createWorkerEncoder({
    startWorker: () => new Worker('/worker.js'),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
  }),
  (bytes, mime) => {
    doneByPage += 1
    return encodePicture(bytes, mime, pageCanvases(document))
  },
)

/** How many pictures held the page up. */
export const picturesDoneByPage = (): number => doneByPage
