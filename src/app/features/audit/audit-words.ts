import type { AuditLine } from '../../../protocol/audit.ts'
import { fill } from '../../texts/text.ts'
import { audit } from '../../texts/zh-CN/audit.ts'

const wordOf = (words: Readonly<Record<string, string>>, key: unknown): string => words[String(key)] ?? String(key)

export const actWord = (act: string): string => wordOf(audit.acts, act)

/** What a line is about, as people call it; ids where nothing has a name. */
export function aboutWords({ act, target, aboutName, details }: AuditLine): string {
  const [collection = '', id = ''] = target.split('/')
  switch (act) {
    case 'document.saved':
    case 'document.removed': {
      const what = `${wordOf(audit.collections, collection)} ${aboutName ?? id}`
      return details['password'] ? `${what}，${audit.passwordSet}` : what
    }
    case 'ledger.exported':
      return [
        `${wordOf(audit.ledgers, target)} ${String(details['format'])}`,
        fill(audit.items, { n: Number(details['items']) }),
        ...(details['people'] === 'clear' ? [audit.withNames] : []),
      ].join('，')
    case 'parts.erased':
      return `${wordOf(audit.reasons, target)}，${fill(audit.items, { n: Number(details['parts']) })}`
    case 'parts.lost':
      return `${target.slice(0, 12)}…，${fill(audit.items, { n: Number(details['parts']) })}，${audit.commandLine}`
    case 'device.revoked':
      return `${aboutName ?? target}，${wordOf(audit.revokedAs, details['as'])}`
    case 'records.imported':
      return `${aboutName ?? target}，${fill(audit.items, { n: Number(details['entries']) })}`
    case 'complainants.forgotten':
      return fill(audit.items, { n: Number(details['people']) })
    case 'audit.seen':
      return ''
    default:
      return aboutName ?? target
  }
}
