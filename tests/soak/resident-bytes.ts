import { readFile } from 'node:fs/promises'

/** What a process holds in memory; null where there is no `/proc`, or no such process any more. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  return kibibytes === undefined ? null : Number(kibibytes) * 1024
}
