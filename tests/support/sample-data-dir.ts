import { cp } from 'node:fs/promises'
import { must } from '../../src/lib/must.ts'

export const sampleVariable = 'TEST_SAMPLE_DIR'

/** Makes this the data folder of a server that has the sample bureau, as a first start leaves it; a server may start on it. */
export async function sampleDataDir(dataDir: string): Promise<string> {
  await cp(must(process.env[sampleVariable], 'the sample of the run'), dataDir, { recursive: true })
  return dataDir
}
