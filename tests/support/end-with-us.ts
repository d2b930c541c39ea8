import { spawn } from 'node:child_process'

/** Waits for the end of its input, which comes with our own however we end, and then leaves nothing behind. */
const cleanUp = `cat >/dev/null; pids=$(cat "$1"/*.pid); kill "-$2" $pids 2>/dev/null
for pid in $pids; do while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; done; rm -rf "$1"`

/**
 * Ends the processes that a `*.pid` in the folder names, and removes it, when this is called or the tests are killed.
 *
 * To be called before the first of them starts.
 */
export function endWithUs(folder: string, signal: 'QUIT' | 'KILL'): () => Promise<void> {
  const cleaner = spawn('sh', ['-c', cleanUp, 'sh', folder, signal], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C is for us, not for what cleans up after us.
    detached: true,
  })
  const cleaned = new Promise<void>((resolve) => cleaner.on('exit', () => resolve()))
  return async () => {
    cleaner.stdin.end()
    await cleaned
  }
}
