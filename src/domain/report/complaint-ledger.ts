import { caseNumber } from '../casework/case-number.ts'
import type { CaseState } from '../casework/case-state.ts'
import { satisfactionLabels, sourceLabels } from '../complaint/complaint-words.ts'
import type { Complaint } from '../complaint/fold-complaints.ts'
import type { SubjectId } from '../ids.ts'
import { moment } from '../signage/sign-words.ts'
import { handlerOf, type CaseLedgerWords } from './case-ledger.ts'
import { columnsOver, type LedgerColumn } from './ledger-column.ts'

/** One complaint with the case that it is about, and who complained as far as a list may say it. */
export interface ComplaintLine {
  readonly complaint: Complaint
  readonly value: CaseState
  /** Masked, unless who takes the file may see them and asks for it: a file goes where nobody notes who looks into it. */
  readonly person: { readonly name: string; readonly phone: string }
}

export type ComplaintLedgerWords = Pick<CaseLedgerWords, 'timeZone' | 'nameOf' | 'squadOf'>

const column = columnsOver<ComplaintLine, ComplaintLedgerWords>()

/** 工单号 of the source; where it gave none, six signs of the record's own id. */
const numberOf = ({ complaint: { id, received } }: ComplaintLine): string =>
  received.sourceNo || caseNumber(id as unknown as SubjectId)

const repeatedOf = ({ complaint: { received } }: ComplaintLine): string =>
  received.nth > 1 ? `是（第 ${received.nth} 次）` : ''

/** 投诉台账 in the bureau's order. */
export const complaintLedgerColumns: readonly LedgerColumn<ComplaintLine, ComplaintLedgerWords>[] = [
  column('number', '编号', 18, numberOf),
  column('source', '来源', 10, ({ complaint }) => sourceLabels[complaint.received.source]),
  column('receivedAt', '时间', 17, ({ complaint }, { timeZone }) =>
    moment(Date.parse(complaint.received.receivedAt), timeZone),
  ),
  column('summary', '内容', 36, ({ complaint }) => complaint.received.summary),
  column('person', '反映人', 18, ({ person }) => [person.name, person.phone].filter(Boolean).join(' ')),
  column('repeated', '是否重复（次数）', 14, repeatedOf),
  column('handler', '承办', 20, ({ value }, words) => handlerOf(value, words)),
  column('dueAt', '时限', 17, ({ complaint }, { timeZone }) => moment(Date.parse(complaint.received.dueAt), timeZone)),
  column('answeredAt', '答复时间', 17, ({ complaint: { firstAnsweredAtMs } }, { timeZone }) =>
    firstAnsweredAtMs === null ? '' : moment(firstAnsweredAtMs, timeZone),
  ),
  column('answer', '答复内容', 36, ({ complaint }) => complaint.answer?.text),
  column('satisfaction', '满意度', 10, ({ complaint: { followUp } }) =>
    followUp ? satisfactionLabels[followUp.satisfaction] : '',
  ),
  column('followedBy', '回访人', 10, ({ complaint: { followUp } }, { nameOf }) =>
    followUp ? nameOf(followUp.by) : '',
  ),
  column('caseNo', '关联案件', 12, ({ value }) => caseNumber(value.caseId)),
]
