import type { Config } from './config.ts'
import type { SampleBureau } from './sample/sample-bureau.ts'

const roleNames = {
  officer: '队员',
  aux: '协管员',
  captain: '中队长',
  inspector: '督查员',
  command: '指挥中心',
  admin: '管理员',
  viewer: '局领导',
}

/** What a start prints: where to go and who may sign in. */
export function announce(config: Config, setupToken: string | null, sample: SampleBureau | null): string {
  const url = config.publicUrl || `http://${config.host === '::1' ? '[::1]' : config.host}:${config.port}`
  const lines = ['', `巡护已启动：${url}`]
  if (sample) {
    lines.push('', `示例区账号（密码都是 ${sample.password}，只在本机可用）：`)
    for (const { number, name, role } of sample.accounts) lines.push(`  ${number}  ${roleNames[role]}  ${name}`)
  } else if (setupToken) {
    lines.push('', '还没有任何账号。用这个一次性链接建立第一个管理员：', `  ${url}/setup?token=${setupToken}`)
  }
  return `${[...lines, '', '按 Ctrl-C 停止'].join('\n')}\n`
}
