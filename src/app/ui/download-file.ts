/** Gives a file to the browser, which puts it where it puts downloads. */
export function downloadFile(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // Safari reads the URL after the click returns; a minute is longer than any download dialog takes to open the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
