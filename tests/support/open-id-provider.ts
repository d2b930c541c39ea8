import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'

export const providerClient = { id: 'xunhu', secret: 'a-secret-of-the-tests' } as const

export interface OpenIdProvider {
  readonly issuer: string
  close(): Promise<void>
}

/** A real OpenID provider with a sign-in page that takes any name; `employee_number` is what stands after the name's `staff-`. */
export async function startOpenIdProvider(port: number, redirectUri: string): Promise<OpenIdProvider> {
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: providerClient.id,
        client_secret: providerClient.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], profile: ['employee_number'] },
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, employee_number: accountId.replace('staff-', '') }),
    }),
  })
  const server: Server = createServer(provider.callback())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
