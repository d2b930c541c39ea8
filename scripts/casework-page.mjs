// Writes docs/casework.md from the machine in src/domain/casework; run by the pinned Node, which reads TypeScript.
import { writeFileSync } from 'node:fs'
import { lifecyclePage } from '../tests/support/lifecycle-page.ts'
import { inProject } from './launch/project.mjs'

writeFileSync(inProject('docs/casework.md'), lifecyclePage())
