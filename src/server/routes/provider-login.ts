import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProviderLoginRequest, type ProviderQuestion, type ProviderSessionResponse } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Config } from '../config.ts'
import { providerTryOf } from '../identity/provider-try.ts'
import { Problem } from '../problem.ts'
import { loginByProvider, namingDevice } from '../services/login-by-provider.ts'
import type { Sessions } from '../services/sessions.ts'
import { parseInput } from './request-input.ts'
import { describeSession } from './session.ts'
import { setSessionCookie } from './session-cookie.ts'

/** As long as somebody may take at the provider. */
const tryMaxAgeSeconds = 600

const isSecure = (config: Config): boolean => config.publicUrl.startsWith('https://')
const nameOf = (config: Config): string => (isSecure(config) ? '__Host-xunhu-try' : 'xunhu-try')

// Strict although the provider is another site: the page that it sends people back to is read by itself, and then asks us.
const cookieOptions = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(config) }) as const

/** The try that this browser began; it ends with the first answer to it. */
function takeTrySecret(request: FastifyRequest, reply: FastifyReply, config: Config): string {
  const secret = request.cookies[nameOf(config)]
  reply.clearCookie(nameOf(config), cookieOptions(config))
  if (!secret) throw new Problem('login/provider-refused', 'This browser has begun no sign-in, or too long ago.')
  return secret
}

/** Signing in through the bureau's OpenID provider; without one there is nothing here. */
export function registerProviderLoginRoutes(app: FastifyInstance, deps: AppDeps, sessions: Sessions): void {
  const { config, random } = deps

  const configured = () => {
    if (deps.identity === null) throw new Problem('request/not-found', 'No identity provider is set.')
    return deps.identity
  }

  app.post('/api/login/provider/begin', async (_request, reply): Promise<ProviderQuestion> => {
    const secret = Buffer.from(random.bytes(32)).toString('base64url')
    const url = await configured().questionFor(providerTryOf(secret))
    reply.setCookie(nameOf(config), secret, { ...cookieOptions(config), maxAge: tryMaxAgeSeconds })
    return { url: url.href }
  })

  app.post('/api/login/provider', async (request, reply): Promise<ProviderSessionResponse> => {
    const provider = configured()
    const given = parseInput(ProviderLoginRequest, request.body)
    const attempt = providerTryOf(takeTrySecret(request, reply, config))
    const { secret, device } = await loginByProvider({ ...deps, provider, sessions }, given, attempt, request.ip)
    // As after a password: with the cookie a lost device can make its last upload.
    setSessionCookie(reply, config, secret)
    return {
      ...(await namingDevice(device, async () => describeSession(deps, await sessions.callerOf(secret)))),
      device,
    }
  })
}
