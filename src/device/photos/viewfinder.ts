import { DeviceProblem } from '../device-problem.ts'
import type { Shot } from './ask-for-picture.ts'
import { withDrawing, type CanvasKit } from './canvas-kit.ts'

export interface ViewfinderParts {
  readonly mediaDevices: Pick<MediaDevices, 'getUserMedia'> | undefined
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
}

/** The camera inside the page, for devices that end the page while the camera app has the screen. */
export interface Viewfinder {
  /**
   * Shows the rear camera; `show` gets its stream, and null while there is none: a hidden page gives the camera back.
   *
   * Rejects with `photo/no-camera` when there is none or it is refused.
   */
  open(show: (stream: MediaStream | null) => void): Promise<void>
  close(): void
}

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1440 } },
}
/** Encoded once more by the pipeline: nearly nothing may be lost here. */
const frameQuality = 0.95

export function createViewfinder({ mediaDevices, document }: ViewfinderParts): Viewfinder {
  let stream: MediaStream | null = null
  let shown: ((stream: MediaStream | null) => void) | null = null

  function release(): void {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
    shown?.(null)
  }

  async function acquire(): Promise<void> {
    if (!mediaDevices) throw new DeviceProblem('photo/no-camera')
    let acquired: MediaStream
    try {
      acquired = await mediaDevices.getUserMedia(wanted)
    } catch (failure) {
      throw new DeviceProblem('photo/no-camera', failure)
    }
    stream = acquired
    // Closed or put away while the person was asked for permission.
    if (!shown || document.visibilityState === 'hidden') release()
    else shown(acquired)
  }

  /** A stream is dead after the phone was put away, without saying so. */
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') release()
    else if (!stream) acquire().catch(() => shown?.(null))
  }

  return {
    open: (show) => {
      shown = show
      document.addEventListener('visibilitychange', onVisibility)
      return acquire()
    },
    close: () => {
      document.removeEventListener('visibilitychange', onVisibility)
      release()
      shown = null
    },
  }
}

/** What the video shows now, as a picture. */
export async function grabFrame(video: HTMLVideoElement, kit: CanvasKit): Promise<Shot> {
  const size = { width: video.videoWidth, height: video.videoHeight }
  const blob = await withDrawing(kit, video, size, (canvas) => kit.toBlob(canvas, 'image/jpeg', frameQuality))
  if (!blob) throw new DeviceProblem('photo/no-camera')
  return { bytes: await blob.arrayBuffer(), mime: blob.type }
}
