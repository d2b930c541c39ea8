import { readFile } from 'node:fs/promises'

/** What `/proc` counts in: 100 to the second on every Linux that Node runs on. */
const msPerTick = 10

/** CPU time that a process has used so far; null where there is no `/proc`. */
export async function cpuMsOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // Fields are counted from behind the name, which may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * msPerTick
  } catch {
    return null
  }
}
