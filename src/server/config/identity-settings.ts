import { providerReturnPath } from '../../protocol/session.ts'
import type { IdentityPlace } from '../identity/identity-place.ts'
import { ConfigError, refuse, type Read, type Setting } from './setting.ts'

/** Plain http only to this machine, as for the app itself. */
const issuerForm = /^(https:\/\/[^/@?#]+|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?)(\/[^?#]*)?$/

/** Signing in through the bureau's OpenID provider. */
export const identitySettings = {
  oidcIssuer: {
    name: 'OIDC_ISSUER',
    standard: '',
    help: '统一身份服务的网址（OpenID Connect issuer）；留空只用工号和密码 · OpenID provider, empty: none',
    parse: (text: string) =>
      text === '' || issuerForm.test(text) ? text : refuse('OIDC_ISSUER', text, '要 https:// 开头的网址，不带 ? 和 #'),
  },
  oidcClientId: {
    name: 'OIDC_CLIENT_ID',
    standard: '',
    help: '在身份服务登记的应用编号 · client id at the provider',
    parse: (text: string) => text,
  },
  oidcClientSecret: {
    name: 'OIDC_CLIENT_SECRET',
    standard: '',
    help: '应用密钥，与编号同设 · set together with its id',
    parse: (text: string) => text,
  },
  oidcClaim: {
    name: 'OIDC_CLAIM',
    standard: 'sub',
    help: '身份服务的哪一项是工号；要本人不能改的 · which claim is the number of the account',
    parse: (text: string) => (/^[\w.:/-]{1,100}$/.test(text) ? text : refuse('OIDC_CLAIM', text, '要一个项名，如 sub')),
  },
  oidcName: {
    name: 'OIDC_NAME',
    standard: '统一身份登录',
    help: '登录页按钮上的字 · what the button says',
    parse: (text: string) => (text.length >= 1 && text.length <= 20 ? text : refuse('OIDC_NAME', text, '要 1–20 个字')),
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export function readIdentityPlace(read: Read, publicUrl: string): IdentityPlace | null {
  const issuer = read(identitySettings.oidcIssuer)
  const [clientId, clientSecret] = [read(identitySettings.oidcClientId), read(identitySettings.oidcClientSecret)]
  if (issuer === '') return null
  if (clientId === '' || clientSecret === '')
    throw new ConfigError('OIDC_ISSUER 要同时设 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET')
  if (publicUrl === '') throw new ConfigError('OIDC_ISSUER 要同时设 PUBLIC_URL：身份服务要知道把人送回哪里')
  const [claim, name] = [read(identitySettings.oidcClaim), read(identitySettings.oidcName)]
  return { issuer, clientId, clientSecret, claim, name, redirectUri: `${publicUrl}${providerReturnPath}` }
}
