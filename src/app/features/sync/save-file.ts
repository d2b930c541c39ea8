/** Hands a file to the person: the share sheet where files can be shared (iPhone), else a download. */
export async function saveFile(name: string, type: string, text: string): Promise<void> {
  const file = new File([text], name, { type })
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file], title: name })
    return
  }
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads the URL after the click returns; a minute is longer than any download dialog takes to open the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
