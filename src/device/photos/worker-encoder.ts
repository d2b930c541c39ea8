import type { EncodedImage } from './encode-picture.ts'

export interface EncodeRequest {
  readonly bytes: ArrayBuffer
  readonly mime: string
}

export type EncodeAnswer = { readonly image: EncodedImage } | { readonly failure: string }

export type Encode = (bytes: ArrayBuffer, mime: string) => Promise<EncodedImage>

export interface WorkerEncoderParts {
  readonly startWorker: () => Worker
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: never) => void
}

/** A 48-megapixel picture on a slow phone takes some seconds; a worker that iOS has ended takes for ever. */
const giveUpAfterMs = 30_000

/**
 * Encodes in a worker that is started with the first picture; one question at a time.
 *
 * A worker that failed or fell silent is ended, and the next picture starts another. The bytes are copied, for the caller may
 * have to keep the original as it is.
 */
export function createWorkerEncoder({ startWorker, setTimeout, clearTimeout }: WorkerEncoderParts): Encode {
  let worker: Worker | null = null

  function end(): void {
    worker?.terminate()
    worker = null
  }

  return (bytes, mime) =>
    new Promise((resolve, reject) => {
      const asked = (worker ??= startWorker())
      const listening = new AbortController()
      const finish = (settle: () => void): void => {
        listening.abort()
        clearTimeout(timer as never)
        settle()
      }
      const fail = (reason: string): void => {
        end()
        finish(() => reject(new Error(reason)))
      }
      const timer = setTimeout(() => fail('The image worker fell silent.'), giveUpAfterMs)
      const onMessage = ({ data }: MessageEvent<EncodeAnswer>): void =>
        finish(() => ('image' in data ? resolve(data.image) : reject(new Error(data.failure))))
      asked.addEventListener('message', onMessage, { signal: listening.signal })
      asked.addEventListener('error', () => fail('The image worker failed.'), { signal: listening.signal })
      asked.postMessage({ bytes, mime } satisfies EncodeRequest)
    })
}
