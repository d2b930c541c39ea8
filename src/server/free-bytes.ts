import { statfs } from 'node:fs/promises'

/** What the disk under this folder still takes. */
export async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
