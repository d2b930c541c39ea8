import { loadConfig, type Config } from '../config.ts'
import { ConfigError } from './setting.ts'

/** The settings of a command; ends it with 2 and one line where one of them is wrong. */
export function configOrStop(env: Readonly<Record<string, string | undefined>>): Config {
  try {
    return loadConfig(env)
  } catch (failure) {
    if (!(failure instanceof ConfigError)) throw failure
    process.stderr.write(`${failure.message}\n`)
    process.exit(2)
  }
}
