/** The bureau's OpenID provider, as the settings name it. */
export interface IdentityPlace {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What it says under this name is the number (工号) of an account. */
  readonly claim: string
  /** What the button is called. */
  readonly name: string
  /** Where the provider sends people back to: a page of the app. */
  readonly redirectUri: string
}
