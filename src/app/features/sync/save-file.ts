import { downloadFile } from '../../ui/download-file.ts'

/** Hands a file to the person: the share sheet where files can be shared (iPhone), else a download. */
export async function saveFile(name: string, type: string, text: string): Promise<void> {
  const file = new File([text], name, { type })
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file], title: name })
    return
  }
  downloadFile(file)
}
