import { spawn } from 'node:child_process'

/**
 * Runs a program with our terminal and resolves with its exit code.
 *
 * Ctrl-C reaches the whole process group by itself; we only have to stay until the child has ended cleanly.
 * A SIGTERM reaches us alone and is handed on.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const stay = () => {}
    const handOn = () => child.kill('SIGTERM')
    process.on('SIGINT', stay)
    process.on('SIGTERM', handOn)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', stay)
      process.off('SIGTERM', handOn)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** As `run`, but a failure ends this process with the same code. */
export async function mustRun(command, args, options = {}) {
  const code = await run(command, args, options)
  if (code !== 0) process.exit(code)
}
