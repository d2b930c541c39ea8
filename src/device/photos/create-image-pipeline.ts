import { encodePicture } from './encode-picture.ts'
import type { ImagePipeline, ProcessedImage } from './image-pipeline.ts'
import { mimeOf, pictureKind } from './picture-kind.ts'

type Encoded = Extract<ProcessedImage, { outcome: 'encoded' }>

interface WorkerAnswer {
  readonly ticket: number
  readonly image?: Encoded
  readonly failure?: string
}

/** Asks the worker; the bytes are copied, for the original may have to be kept as it is. */
function createWorkerEncoder(worker: Worker): (bytes: ArrayBuffer, mime: string) => Promise<Encoded> {
  const asked = new Map<number, { resolve(image: Encoded): void; reject(reason: Error): void }>()
  let tickets = 0
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    const question = asked.get(data.ticket)
    asked.delete(data.ticket)
    if (data.image) question?.resolve(data.image)
    else question?.reject(new Error(data.failure ?? 'The image worker gave no picture.'))
  })
  worker.addEventListener('error', () => {
    for (const question of asked.values()) question.reject(new Error('The image worker failed.'))
    asked.clear()
  })
  return (bytes, mime) =>
    new Promise((resolve, reject) => {
      tickets += 1
      asked.set(tickets, { resolve, reject })
      worker.postMessage({ ticket: tickets, bytes, mime })
    })
}

/**
 * One picture at a time, in a worker; in the page where the worker cannot.
 *
 * What is no picture is told so; a picture that nothing here decodes is kept as it came, never turned into a black one.
 */
export function createImagePipeline(startWorker: () => Worker): ImagePipeline {
  let encodeInWorker: ((bytes: ArrayBuffer, mime: string) => Promise<Encoded>) | null = null
  let last: Promise<unknown> = Promise.resolve()

  async function encode(bytes: ArrayBuffer, mime: string): Promise<ProcessedImage> {
    encodeInWorker ??= createWorkerEncoder(startWorker())
    try {
      return await encodeInWorker(bytes, mime)
    } catch {
      // Old iPhones have no 2d context in workers; if it is the picture's fault this fails as well.
      return encodePicture(bytes, mime).catch(() => ({ outcome: 'kept' as const, mime }))
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
