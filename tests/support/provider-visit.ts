/** A browser's way through the provider's own pages, as far as they need one: cookies, forms, and where it is sent. */
export interface ProviderVisit {
  /** Signs in under this name and agrees; where the provider sends the browser back to. */
  signIn(url: string, name: string): Promise<URL>
  /** Turns back at the sign-in page. */
  cancel(url: string): Promise<URL>
}

interface Step {
  readonly url: string
  readonly page: string
}

const formTarget = (page: string): string => /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? ''

export function createProviderVisit(issuer: string): ProviderVisit {
  const cookies = new Map<string, string>()

  async function ask(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    return answer
  }

  /** Follows the provider's own redirects; ends at a page of its, or where it sends the browser away. */
  async function follow(url: string, form?: Readonly<Record<string, string>>): Promise<Step> {
    const answer = await ask(url, form)
    const next = answer.headers.get('location')
    if (next === null) return { url, page: await answer.text() }
    const target = new URL(next, url)
    return target.origin === new URL(issuer).origin ? follow(target.href) : { url: target.href, page: '' }
  }

  return {
    signIn: async (url, name) => {
      const login = await follow(url)
      const asked = await follow(formTarget(login.page), { prompt: 'login', login: name, password: 'any' })
      const back = asked.page === '' ? asked : await follow(formTarget(asked.page), { prompt: 'consent' })
      return new URL(back.url)
    },
    cancel: async (url) => {
      const login = await follow(url)
      return new URL((await follow(`${login.url}/abort`)).url)
    },
  }
}
