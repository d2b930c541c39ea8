import * as openid from 'openid-client'
import { Problem } from '../problem.ts'
import type { IdentityPlace } from './identity-place.ts'
import type { ProviderTry } from './provider-try.ts'

/** The bureau's OpenID provider: asks who somebody is, and believes only what it says itself. */
export interface IdentityProvider {
  /** Where to send the browser; rejects with `login/provider-unavailable`. */
  questionFor(attempt: ProviderTry): Promise<URL>
  /**
   * The number of whoever the provider sent back with `search`; null where it names none.
   *
   * Rejects with `login/cancelled`, `login/provider-refused` or `login/provider-unavailable`.
   */
  numberOf(search: string, attempt: ProviderTry): Promise<string | null>
}

const timeoutSeconds = 10
/**
 * Who signs in shows who they are anew: what lifts the app's PIN must not be a sign-in of this morning that the phone's
 * browser still remembers.
 */
const freshSeconds = 600

const cancellations: readonly string[] = ['access_denied', 'login_required', 'interaction_required']
const outages: readonly string[] = ['server_error', 'temporarily_unavailable']

const unavailable = (cause: unknown): Problem =>
  new Problem('login/provider-unavailable', 'The identity provider does not answer as it should.', { cause })

const isOutage = (failure: unknown): boolean =>
  // What `fetch` throws where nobody answers.
  failure instanceof TypeError ||
  (failure instanceof openid.ResponseBodyError && failure.status >= 500) ||
  (failure instanceof openid.AuthorizationResponseError && outages.includes(failure.error)) ||
  (failure instanceof openid.ClientError &&
    ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(failure.code ?? ''))

function toProblem(failure: unknown): Problem {
  if (isOutage(failure)) return unavailable(failure)
  if (failure instanceof openid.AuthorizationResponseError && cancellations.includes(failure.error))
    return new Problem('login/cancelled', 'The provider was left without a sign-in.')
  return new Problem('login/provider-refused', 'The provider’s answer was not accepted.', { cause: failure })
}

/** Found once; a provider that was away is asked again by the next sign-in, by one for all who wait. */
function createDiscovery({ issuer, clientId, clientSecret }: IdentityPlace): () => Promise<openid.Configuration> {
  let found: Promise<openid.Configuration> | null = null
  const execute = issuer.startsWith('http:') ? [openid.allowInsecureRequests] : []
  const auth = openid.ClientSecretBasic(clientSecret)
  return () => {
    found ??= openid
      .discovery(new URL(issuer), clientId, clientSecret, auth, { execute, timeout: timeoutSeconds })
      .catch((failure: unknown) => {
        found = null
        throw unavailable(failure)
      })
    return found
  }
}

const asNumber = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

export function createIdentityProvider(place: IdentityPlace): IdentityProvider {
  const discover = createDiscovery(place)

  /** Many providers put into the ID token only who it is, and tell the rest where they are asked. */
  async function claimOf(config: openid.Configuration, search: string, attempt: ProviderTry): Promise<unknown> {
    const tokens = await openid.authorizationCodeGrant(config, new URL(`${place.redirectUri}${search}`), {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.codeVerifier,
      maxAge: freshSeconds,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    const told = claims?.[place.claim]
    if (told !== undefined || !claims || config.serverMetadata().userinfo_endpoint === undefined) return told
    return (await openid.fetchUserInfo(config, tokens.access_token, claims.sub))[place.claim]
  }

  return {
    questionFor: async ({ state, nonce, codeVerifier }) =>
      openid.buildAuthorizationUrl(await discover(), {
        redirect_uri: place.redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        prompt: 'login',
        max_age: String(freshSeconds),
      }),
    numberOf: async (search, attempt) => {
      const config = await discover()
      try {
        return asNumber(await claimOf(config, search, attempt))
      } catch (failure) {
        throw toProblem(failure)
      }
    },
  }
}
