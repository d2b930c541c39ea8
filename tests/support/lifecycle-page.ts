import { caseStages, openStages } from '../../src/domain/casework/case-stage.ts'
import { transitions, type Transition } from '../../src/domain/casework/transitions.ts'
import { actOfMove } from '../../src/domain/people/case-acts.ts'
import { permissions } from '../../src/domain/people/permissions.ts'
import { casework as words } from '../../src/app/texts/zh-CN/casework.ts'
import { field } from '../../src/app/texts/zh-CN/field.ts'

const outcomes: Readonly<Record<string, string>> = words.outcomes

const labelOf = ({ kind, outcome }: Transition): string =>
  outcome === 'done' ? words.acts[kind] : `${words.acts[kind]}：${outcomes[outcome] ?? outcome}`

const rolesOf = ({ kind }: Transition): string =>
  permissions[actOfMove(kind)].map((role) => field.roles[role]).join('、')

/** Acts that are possible at every open stage would be an arrow from each of them. */
const isEverywhere = ({ from }: Transition): boolean => from.length === openStages.length

const arrowsOf = (way: Transition): readonly string[] =>
  isEverywhere(way)
    ? []
    : way.from.map((from) => `    ${from} --> ${way.to === 'same' ? from : way.to}: ${labelOf(way)}`)

function diagram(): readonly string[] {
  const ends = caseStages.filter((stage) => !transitions.some((way) => !isEverywhere(way) && way.from.includes(stage)))
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...caseStages.map((stage) => `    ${stage}: ${words.stages[stage]}`),
    '    [*] --> reported: 上报',
    ...transitions.flatMap(arrowsOf),
    ...ends.map((stage) => `    ${stage} --> [*]`),
    '```',
  ]
}

const rowOf = (way: Transition): string =>
  `| ${labelOf(way)} | \`${way.kind}\` | ${way.from.map((stage) => words.stages[stage]).join('、')} | ${
    way.to === 'same' ? '不变' : words.stages[way.to]
  } | ${rolesOf(way)} | ${words.clockMoves[way.clock]} |`

/** docs/casework.md: the machine as people read it, made of the machine. */
export const lifecyclePage = (): string =>
  [
    '# 案件的一生',
    '',
    'Made of `src/domain/casework/transitions.ts` by `node scripts/casework-page.mjs`; a test holds that it is current. What each act asks of',
    'the person and of the record stands in `act-rules.ts` and `record-rules.ts` beside it. 督办 and 作废, possible at every open stage, are in the table only.',
    '恢复办理 is also written by the server, in the name of who asked, when the last milestone’s day has ended (`planned-resume.ts`).',
    'The case of a sign is closed by the survey that finds the hazard gone, and put back to where it was by one that finds it again (`follow-recheck.ts`).',
    '',
    ...diagram(),
    '',
    '| 动作 | 记录 | 从 | 到 | 谁 | 计时 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...transitions.map(rowOf),
    '',
  ].join('\n')
