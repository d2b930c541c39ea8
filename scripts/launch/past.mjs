import { execFileSync } from 'node:child_process'
import { projectRoot } from './project.mjs'

/** Whether this is a clone with all of its past: the builds of before are tested beside today's. */
export function hasPast() {
  try {
    const options = { cwd: projectRoot, stdio: ['ignore', 'pipe', 'ignore'] }
    return execFileSync('git', ['rev-parse', '--is-shallow-repository'], options).toString().trim() === 'false'
  } catch {
    return false
  }
}
