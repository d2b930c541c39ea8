import type { Config } from './config.ts'
import { ConfigError } from './config/setting.ts'
import { isFounded } from './sample/save-founding.ts'
import { isEmpty } from './services/setup.ts'
import type { Store } from './store/store.ts'

/**
 * Keeps the sample bureau and a real one in folders of their own.
 *
 * The sample's passwords are printed at every start: its accounts must not come into a real bureau, nor be served as one.
 */
export async function assertSampleApart(
  store: Store,
  { sample, dataDir, databaseUrl }: Pick<Config, 'sample' | 'dataDir' | 'databaseUrl'>,
): Promise<void> {
  const place = databaseUrl === '' ? `DATA_DIR=${dataDir}` : 'DATABASE_URL'
  const holdsSample = await store.read(isFounded)
  if (sample && !holdsSample && !(await isEmpty(store)))
    throw new ConfigError(`${place} 不能用：其中是正式数据，请设 SAMPLE=0，或给示例区另一个目录`)
  if (!sample && holdsSample) throw new ConfigError(`${place} 不能用：其中是示例区，正式使用请换一个目录`)
}
