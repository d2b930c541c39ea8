import { cpus, totalmem } from 'node:os'
import { measureExport } from './export-figures.ts'
import { measureLedger } from './ledger-figures.ts'
import { measureMap } from './map-figures.ts'
import { measurePhone, summary } from './phone-figures.ts'
import { measurePostgres } from './postgres-figures.ts'
import { measureServer } from './server-figures.ts'
import { measureRegister } from './sign-figures.ts'

const [cpu] = cpus()
const print = (line: string): boolean => process.stdout.write(`${line}\n`)

print(
  `机器：${cpu?.model ?? '未知'} × ${cpus().length}，内存 ${Math.round(totalmem() / 1024 ** 3)} GB，Node ${process.version}`,
)
summary(await measurePhone()).forEach(print)
for (const line of await measureMap()) print(line)
for (const line of await measureLedger()) print(line)
for (const line of await measureRegister()) print(line)
for (const line of await measureExport()) print(line)
for (const line of await measureServer()) print(line)
for (const line of await measurePostgres()) print(line)
