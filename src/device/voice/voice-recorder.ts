import { voiceBytesLimit, voiceMimes, type VoiceMime, type VoiceRef } from '../../domain/journal/part-ref.ts'
import type { Clock } from '../../lib/clock.ts'
import { DeviceProblem } from '../device-problem.ts'
import { listenTo } from './sound-level.ts'
import type { LiveRecordings } from './live-recordings.ts'
import type { VoiceShelf } from './voice-shelf.ts'

/** A note of a hazard is said in half a minute. Opus at 24 kbit/s: 540 kB, five chunks of the wire, 90 s on a line of 50 kbit/s. */
export const voiceLimitMs = 3 * 60_000
const bitsPerSecond = 24_000
/** What a killed page loses at most. */
const sliceMs = 1_000
/** Safari heeds no wish for bits: a slice of its 128 kbit/s is 16 kB, and this many of them fit before the limit. */
const reserveBytes = 256 * 1024

export interface VoiceRecorderParts {
  readonly mediaDevices: Pick<MediaDevices, 'getUserMedia'> | undefined
  readonly MediaRecorder: typeof MediaRecorder | undefined
  readonly AudioContext: typeof AudioContext | undefined
  readonly shelf: VoiceShelf
  readonly live: LiveRecordings
  readonly clock: Clock
}

/** A recording that is going on; it ends by `stop`, at the limit, or when the microphone is taken away. */
export interface Recording {
  stop(): void
  /** How loud it is at this moment, 0 to 1; null where the phone does not tell. */
  level(): number | null
  /** Resolves when the note is kept; null where nothing was heard. Rejects where the phone could not keep all of it: the beginning stays. */
  readonly ended: Promise<VoiceRef | null>
}

export interface VoiceRecorder {
  /** Rejects with `voice/unsupported`, `voice/refused` or `voice/no-microphone`. */
  start(draftId: string): Promise<Recording>
}

const codecs: Readonly<Record<VoiceMime, string>> = {
  'audio/webm': 'audio/webm;codecs=opus',
  'audio/mp4': 'audio/mp4',
  'audio/ogg': 'audio/ogg;codecs=opus',
}

const isRefusal = (failure: unknown): boolean => failure instanceof DOMException && failure.name === 'NotAllowedError'

export function createVoiceRecorder({ mediaDevices, shelf, live, clock, ...parts }: VoiceRecorderParts): VoiceRecorder {
  const mime = voiceMimes.find((each) => parts.MediaRecorder?.isTypeSupported(codecs[each]))

  async function openMicrophone(): Promise<MediaStream> {
    if (!mediaDevices) throw new DeviceProblem('voice/unsupported')
    try {
      return await mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true }, video: false })
    } catch (failure) {
      throw new DeviceProblem(isRefusal(failure) ? 'voice/refused' : 'voice/no-microphone', failure)
    }
  }

  /** Keeps each slice as it comes; the first that cannot be kept ends the recording, for nothing after it would be heard. */
  function record(recorder: MediaRecorder, type: VoiceMime, draftId: string): Promise<VoiceRef | null> {
    const partId = shelf.newId()
    const letGo = live.begin(partId)
    const startedAtMs = clock.now()
    const startedMonoMs = clock.monotonicMs()
    let index = 0
    let bytesSoFar = 0
    let kept: Promise<void> = Promise.resolve()

    const keepSlice = (slice: Blob): void => {
      const untilMs = clock.monotonicMs() - startedMonoMs
      const place = index
      index += 1
      bytesSoFar += slice.size
      kept = kept.then(async () => {
        const bytes = await slice.arrayBuffer()
        await shelf.keep({ partId, index: place, draftId, bytes, mime: type, startedAtMs, untilMs })
      })
      const isFull = untilMs >= voiceLimitMs || bytesSoFar >= voiceBytesLimit - reserveBytes
      if (isFull && recorder.state === 'recording') recorder.stop()
    }
    const stopAtFailure = (): void => {
      if (recorder.state === 'recording') recorder.stop()
    }
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0) return
      keepSlice(data)
      kept.catch(stopAtFailure)
    })
    return (
      new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
        .then(() => kept)
        .then(() => shelf.finish(partId))
        // Not before it is joined: who recovers left recordings would join it as well.
        .finally(letGo)
    )
  }

  return {
    start: async (draftId) => {
      if (!mime || !parts.MediaRecorder) throw new DeviceProblem('voice/unsupported')
      const stream = await openMicrophone()
      const release = (): void => {
        for (const track of stream.getTracks()) track.stop()
      }
      try {
        const recorder = new parts.MediaRecorder(stream, { mimeType: codecs[mime], audioBitsPerSecond: bitsPerSecond })
        const stop = (): void => {
          if (recorder.state !== 'inactive') recorder.stop()
        }
        for (const track of stream.getTracks()) track.addEventListener('ended', stop)
        // Before the mark that it is recorded: one that does not start leaves none.
        recorder.start(sliceMs)
        const ended = record(recorder, mime, draftId).finally(release)
        const meter = listenTo(stream, parts.AudioContext)
        return { stop, level: () => meter.level(), ended: ended.finally(() => meter.end()) }
      } catch (failure) {
        release()
        throw new DeviceProblem('voice/no-microphone', failure)
      }
    },
  }
}
