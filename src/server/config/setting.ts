/** A setting that cannot be used; its message is the one line that the start stops with. */
export class ConfigError extends Error {}

/** One environment variable: its name, what holds without it, a line of help, and what it means. */
export interface Setting<T> {
  readonly name: string
  readonly standard: string
  readonly help: string
  readonly hidden?: boolean
  parse(text: string): T
}

export const refuse = (name: string, text: string, wanted: string): never => {
  throw new ConfigError(`${name}=${text} 不能用：${wanted}`)
}

export type Read = <T>(setting: Setting<T>) => T
