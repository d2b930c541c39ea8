import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compile-cache.ts'

const commands = {
  backup: fileURLToPath(new URL('../../src/server/backup/backup-command.ts', import.meta.url)),
  lost: fileURLToPath(new URL('../../src/server/lost/lost-command.ts', import.meta.url)),
  migrate: fileURLToPath(new URL('../../src/server/migrations/migrate-command.ts', import.meta.url)),
  move: fileURLToPath(new URL('../../src/server/move/move-command.ts', import.meta.url)),
  restore: fileURLToPath(new URL('../../src/server/backup/restore-command.ts', import.meta.url)),
  verify: fileURLToPath(new URL('../../src/server/verify/verify-command.ts', import.meta.url)),
} as const

export interface CommandRun {
  readonly code: number | null
  /** Both streams. */
  readonly printed: string
}

/** `npm run backup`, `lost`, `migrate`, `move`, `restore` or `verify` of this data folder with these settings. */
export async function runServerCommand(
  command: keyof typeof commands,
  dataDir: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<CommandRun> {
  const child = spawn(process.execPath, [commands[command], ...args], {
    env: { ...process.env, ...compileCache, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, printed }
}
