import { counterIds } from '../../../domain/duty/counter.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { ChecklistTemplate, CheckItem } from '../../../domain/inspection/template.ts'
import { hxTemplate } from '../../../domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../../domain/inspection/templates/xy.ts'
import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import type { Recorder } from './recorder.ts'

const minuteMs = 60_000

function recordAnswers(
  recorder: Recorder,
  shift: Shift,
  template: ChecklistTemplate,
  items: readonly CheckItem[],
  failed: ReadonlySet<string>,
  atMs: number,
): void {
  recorder.record({
    kind: 'inspection.answered',
    atMs,
    subjects: [shift.id],
    data: {
      templateId: template.id,
      templateVersion: template.version,
      ...(template.zones === undefined ? {} : { zone: 'Z1' }),
      answers: items.map((item) => ({
        itemId: item.id,
        result: failed.has(item.id) ? ('fail' as const) : ('pass' as const),
      })),
    },
  })
}

/** The leader's checklist: HX before the bell and again at the end, on patrols the short form of XY. */
export function recordChecklist(
  recorder: Recorder,
  shift: Shift,
  failed: ReadonlySet<string>,
  fromMs: number,
  toMs: number,
): void {
  if (shift.session === 'patrol') {
    const short = xyTemplate.groups
      .flatMap((group) => group.items)
      .filter((item) => item.short === true || failed.has(item.id))
    recordAnswers(recorder, shift, xyTemplate, short, failed, toMs - 4 * minuteMs)
    return
  }
  const [before, ...later] = hxTemplate.groups
  recordAnswers(recorder, shift, hxTemplate, must(before, 'HX has phases').items, failed, fromMs + 3 * minuteMs)
  recordAnswers(
    recorder,
    shift,
    hxTemplate,
    later.flatMap((group) => group.items),
    failed,
    toMs - 2 * minuteMs,
  )
}

/** 快速计数 of one person, up to four taps. */
export function recordTallies(recorder: Recorder, shift: Shift, fromMs: number, toMs: number, random: Random): void {
  const taps = Math.floor(random.next() * 5)
  for (let tap = 0; tap < taps; tap += 1) {
    const counter = must(counterIds[Math.floor(random.next() * counterIds.length)], 'a counter')
    const atMs = Math.round(fromMs + ((tap + 1) / (taps + 1)) * (toMs - fromMs))
    const delta = 1 + Math.floor(random.next() * 3)
    recorder.record({ kind: 'duty.tallied', atMs, subjects: [shift.id], data: { counter, delta } })
  }
}
