/** Whether this phone hands things to other apps; a desk browser copies and saves instead. */
export const canShare = (): boolean => typeof navigator.share === 'function'

/** Closing the share sheet is an answer, not a failure. */
const ignoreAbort = (failure: unknown): void => {
  if ((failure as { name?: string }).name !== 'AbortError') throw failure
}

/** Through the share sheet, else into the clipboard. */
export async function shareText(text: string): Promise<'shared' | 'copied'> {
  if (canShare()) {
    await navigator.share({ text }).catch(ignoreAbort)
    return 'shared'
  }
  await navigator.clipboard.writeText(text)
  return 'copied'
}

/** Through the share sheet, else as a download. */
export async function sharePicture(picture: Blob, name: string): Promise<void> {
  const file = new File([picture], name, { type: picture.type })
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch(ignoreAbort)
    return
  }
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads the URL after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
