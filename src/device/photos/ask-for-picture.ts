/** A picture as it came from a camera or a gallery. */
export interface Shot {
  readonly bytes: ArrayBuffer
  readonly mime: string
  readonly fileTimeMs?: number
}

/**
 * Opens the phone's camera or gallery; null when the person came back with nothing.
 *
 * A new input for each picture, in the page until it answers: on iOS an input whose camera was cancelled once stays dead
 * (https://github.com/PWA-POLICE/pwa-bugs/issues/12). Browsers before Chrome 113 do not tell of a cancel: the promise then stays
 * open. `onReturn` is called as soon as the page is seen again: it has survived the camera.
 */
export function askForPicture(
  document: Document,
  source: 'camera' | 'gallery',
  onReturn: () => void,
): Promise<Shot | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.hidden = true
  if (source === 'camera') input.setAttribute('capture', 'environment')
  document.body.append(input)

  const listening = new AbortController()
  const { signal } = listening
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') onReturn()
    },
    { signal },
  )
  const answered = new Promise<File | null>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { signal })
    input.addEventListener('cancel', () => resolve(null), { signal })
    input.click()
  })
  return answered
    .then(async (file) =>
      // At once: a File from an Android picker may become unreadable later.
      file ? { bytes: await file.arrayBuffer(), mime: file.type, fileTimeMs: file.lastModified } : null,
    )
    .finally(() => {
      listening.abort()
      input.remove()
      onReturn()
    })
}
