import { publishArchive } from '../device/base-map/publish-archive.ts'
import type { UploadLine } from '../device/sync/upload-bytes.ts'
import type { MapDesk } from './services.ts'

/** For administrators; a phone in the field never loads it. */
export const createMapDesk = (line: UploadLine): MapDesk => ({
  publish: async (file, onProgress) => {
    await publishArchive(line, file, onProgress)
  },
})
