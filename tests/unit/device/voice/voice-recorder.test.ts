import { beforeEach, describe, expect, test } from 'vitest'
import { createLiveRecordings } from '../../../../src/device/voice/live-recordings.ts'
import {
  createVoiceRecorder,
  voiceLimitMs,
  type Recording,
  type VoiceRecorder,
} from '../../../../src/device/voice/voice-recorder.ts'
import { voiceBytesLimit } from '../../../../src/domain/journal/part-ref.ts'
import { must } from '../../../../src/lib/must.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { onWrite, quotaFailure } from '../../../support/storage-faults.ts'

/** A recorder whose slices come when the test says so; what a real one does is shown in a browser. */
class SlicedRecorder extends EventTarget {
  static supported: readonly string[] = ['audio/webm;codecs=opus']
  static isTypeSupported = (type: string): boolean => SlicedRecorder.supported.includes(type)
  static last: SlicedRecorder | undefined
  state: RecordingState = 'inactive'
  constructor() {
    super()
    SlicedRecorder.last = this
  }
  start(): void {
    this.state = 'recording'
  }
  give(sizeBytes: number): void {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([new Uint8Array(sizeBytes)]) }))
  }
  stop(): void {
    this.state = 'inactive'
    this.dispatchEvent(new Event('stop'))
  }
}

describe('recording a voice note', () => {
  let phone: PhoneStorage
  let track: EventTarget & { isStopped: boolean; stop(): void }
  let refusal: DOMException | null
  let context: unknown

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
    refusal = null
    context = undefined
    SlicedRecorder.supported = ['audio/webm;codecs=opus']
    track = Object.assign(new EventTarget(), {
      isStopped: false,
      stop(this: { isStopped: boolean }): void {
        this.isStopped = true
      },
    })
  })

  const recorderOn = (): VoiceRecorder =>
    createVoiceRecorder({
      mediaDevices: {
        getUserMedia: async () => {
          if (refusal) throw refusal
          return { getTracks: () => [track] } as unknown as MediaStream
        },
      },
      MediaRecorder: SlicedRecorder as unknown as typeof MediaRecorder,
      AudioContext: context as typeof AudioContext | undefined,
      shelf: phone.voices,
      live: createLiveRecordings(undefined),
      clock: phone.clock,
    })
  const begin = async (): Promise<readonly [Recording, SlicedRecorder]> => {
    const recording = await recorderOn().start('draft-1')
    return [recording, must(SlicedRecorder.last, 'a recorder')]
  }
  const speak = (recorder: SlicedRecorder, sizeBytes = 10): void => {
    phone.clock.advance(1_000)
    recorder.give(sizeBytes)
  }

  test('each slice is on disk while the recording goes on', async () => {
    const [recording, recorder] = await begin()
    speak(recorder)
    speak(recorder)
    await expect.poll(() => phone.db.voicePieces.count()).toBe(2)
    recording.stop()
    expect(await recording.ended).toMatchObject({ mime: 'audio/webm', durationMs: 2_000, sizeBytes: 20 })
    expect(track.isStopped).toBe(true)
  })

  test('says how loud it hears while it goes on, and lets go of the sound at its end', async () => {
    let isClosed = false
    context = class {
      readonly state = 'running'
      createAnalyser = () => ({
        fftSize: 0,
        getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.1),
      })
      createMediaStreamSource = () => ({ connect: () => undefined, disconnect: () => undefined })
      close = async (): Promise<void> => {
        isClosed = true
      }
    }
    const [recording, recorder] = await begin()
    expect(recording.level()).toBeCloseTo(2 / 3)
    speak(recorder)
    recording.stop()
    await recording.ended
    expect(isClosed).toBe(true)
  })

  test('goes on where nothing can measure the sound, and holds no part of it open', async () => {
    let isClosed = false
    context = class {
      readonly state = 'running'
      createAnalyser = () => ({ fftSize: 0 })
      createMediaStreamSource = () => {
        throw new DOMException('another rate', 'NotSupportedError')
      }
      close = async (): Promise<void> => {
        isClosed = true
      }
    }
    const [recording, recorder] = await begin()
    expect([recording.level(), isClosed]).toEqual([null, true])
    speak(recorder)
    recording.stop()
    expect(await recording.ended).not.toBeNull()
  })

  test.each([
    ['has no meter', undefined],
    [
      'lets nobody measure',
      class {
        constructor() {
          throw new Error('busy')
        }
      },
    ],
  ])('a phone that %s records all the same', async (_, broken) => {
    context = broken
    const [recording, recorder] = await begin()
    expect(recording.level()).toBeNull()
    speak(recorder)
    recording.stop()
    expect(await recording.ended).toMatchObject({ durationMs: 1_000 })
  })

  test('it ends at three minutes, with all of them kept', async () => {
    const [recording, recorder] = await begin()
    for (let spokenMs = 0; spokenMs < voiceLimitMs; spokenMs += 1_000) speak(recorder)
    expect(recorder.state).toBe('inactive')
    expect(await recording.ended).toMatchObject({ durationMs: voiceLimitMs, sizeBytes: 1_800 })
  })

  test('it ends before the wire would refuse it, however many bits a browser takes', async () => {
    const [recording, recorder] = await begin()
    for (let slice = 0; recorder.state === 'recording'; slice += 1) speak(recorder, 200_000)
    const ref = must((await recording.ended) ?? undefined, 'a note')
    expect(ref.sizeBytes).toBeLessThanOrEqual(voiceBytesLimit)
    expect(ref.sizeBytes).toBeGreaterThan(3_000_000)
  })

  test('a microphone that is taken away leaves what was spoken', async () => {
    const [recording, recorder] = await begin()
    speak(recorder)
    track.dispatchEvent(new Event('ended'))
    expect(await recording.ended).toMatchObject({ durationMs: 1_000 })
  })

  test('a phone that is full ends the recording and says so; the beginning is recovered', async () => {
    let isFull = false
    onWrite(phone.db, (table) => {
      if (isFull && table === 'voicePieces') throw quotaFailure()
    })
    const [recording, recorder] = await begin()
    speak(recorder)
    await expect.poll(() => phone.db.voicePieces.count()).toBe(1)
    isFull = true
    speak(recorder)
    await expect(recording.ended).rejects.toMatchObject({ code: 'storage/full' })
    isFull = false
    expect(await phone.voices.recover('draft-1')).toBe(1)
    expect(await phone.voices.ofDraft('draft-1')).toMatchObject([{ durationMs: 1_000 }])
  })

  test('of which nothing came is no note', async () => {
    const [recording] = await begin()
    recording.stop()
    expect(await recording.ended).toBeNull()
  })

  test.each([
    ['NotAllowedError', 'voice/refused'],
    ['NotFoundError', 'voice/no-microphone'],
    ['NotReadableError', 'voice/no-microphone'],
  ])('a microphone that answers %s is %s', async (name, code) => {
    refusal = new DOMException('no', name)
    await expect(recorderOn().start('draft-1')).rejects.toMatchObject({ code })
  })

  test('Safari records MP4, and a browser that records nothing says so', async () => {
    SlicedRecorder.supported = ['audio/mp4']
    const [recording, recorder] = await begin()
    speak(recorder)
    recording.stop()
    expect(await recording.ended).toMatchObject({ mime: 'audio/mp4' })
    SlicedRecorder.supported = []
    await expect(recorderOn().start('draft-1')).rejects.toMatchObject({ code: 'voice/unsupported' })
  })
})
