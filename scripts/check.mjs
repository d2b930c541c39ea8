// Two lanes that take about as long: one after the other they take three minutes of one core, while the second has nothing to do.
import { run } from './launch/run.mjs'
import { projectRoot } from './launch/project.mjs'

const lanes = [['typecheck', 'layout'], ['lint']]

/** The code of the first script that failed; those after it are not run. */
async function runLane(scripts) {
  for (const script of scripts) {
    const code = await run('npm', ['run', '--silent', script], { cwd: projectRoot })
    if (code) return code
  }
  return 0
}

process.exitCode = Math.max(...(await Promise.all(lanes.map(runLane))))
