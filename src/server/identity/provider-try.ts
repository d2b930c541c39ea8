import { createHash } from 'node:crypto'

/**
 * What a sign-in at the provider is tied to, all drawn from one secret that only the browser's cookie holds.
 *
 * Nothing is kept on the server meanwhile: the answer may come to another instance, and strangers who begin and never come
 * back fill no table.
 */
export interface ProviderTry {
  readonly state: string
  readonly nonce: string
  /** PKCE: whoever has only seen the code cannot use it. */
  readonly codeVerifier: string
}

const drawn = (use: string, secret: string): string =>
  createHash('sha256').update(`${use}:${secret}`).digest('base64url')

export const providerTryOf = (secret: string): ProviderTry => ({
  state: drawn('state', secret),
  nonce: drawn('nonce', secret),
  codeVerifier: drawn('verifier', secret),
})
