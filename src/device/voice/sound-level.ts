/** Quieter than this a microphone hears nothing but itself. */
const quietestDb = -60

/**
 * How loud a moment of sound is, 0 to 1: nothing heard, as loud as can be recorded.
 *
 * By the ear, in decibels: a voice at arm's length is about the middle.
 */
export function loudnessOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
  if (power === 0) return 0
  const db = 10 * Math.log10(power)
  return Math.min(1, Math.max(0, 1 - db / quietestDb))
}

/** Listens beside a recording; a phone that cannot is recorded all the same. */
export interface SoundMeter {
  /** Of this moment, 0 to 1; null where it is not known. */
  level(): number | null
  end(): void
}

const deaf: SoundMeter = { level: () => null, end: () => undefined }

/** Where nothing measures sound: the recording goes on, and no level is shown. */
export function listenTo(stream: MediaStream, Context: typeof AudioContext | undefined): SoundMeter {
  if (!Context) return deaf
  let context: AudioContext | undefined
  const end = (): void => void context?.close().catch(() => undefined)
  try {
    const running = (context = new Context())
    const analyser = running.createAnalyser()
    analyser.fftSize = 2048
    // Held as long as it is listened to: one that nothing holds may be collected, and then all is silence.
    const source = running.createMediaStreamSource(stream)
    source.connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    return {
      level: () => {
        // Held by the browser until a tap, it hears nothing: silence would be a lie.
        if (running.state !== 'running') return null
        analyser.getFloatTimeDomainData(samples)
        return loudnessOf(samples)
      },
      end: () => {
        source.disconnect()
        end()
      },
    }
  } catch {
    end()
    return deaf
  }
}
