import { By, until, type WebDriver, type WebElement } from 'selenium-webdriver'

const longestWaitMs = 60_000

/** A button, link or radio by the words on it, whole; a text as XPath wants it, which knows no escapes. */
const named = (name: string): By =>
  By.xpath(
    `.//*[self::button or self::a or @role='radio' or @role='button'][normalize-space()='${name}' or @aria-label='${name}']`,
  )

const like = (words: string): By =>
  By.xpath(`.//*[self::button or self::a][starts-with(normalize-space(), '${words}')]`)

const textHere = (text: string): By => By.xpath(`//*[text()[contains(., '${text}')]]`)

/** What a hand does on a screen of the app, by what the eye sees; each waits until it can be done. */
export interface Screen {
  open(url: string): Promise<void>
  reload(): Promise<void>
  see(text: string): Promise<WebElement>
  seeAt(pathPattern: RegExp): Promise<void>
  tap(name: string): Promise<void>
  /** The first one whose words begin like this. */
  tapLike(words: string): Promise<void>
  tapAt(css: string): Promise<void>
  /** Inside the part of the screen that `css` names. */
  tapIn(css: string, name: string): Promise<void>
  fill(css: string, text: string): Promise<void>
  /** 拍照: the picture takes the way of the phone's own camera, whose window no driver can see. */
  photograph(path: string): Promise<void>
  count(css: string, wanted: number): Promise<void>
  /** Resolves once the words there are such. */
  reads(css: string, words: RegExp): Promise<void>
}

/** The camera's input stays in the page and opens no window, so that the driver can hand it a file. */
const holdPickers = `HTMLInputElement.prototype.click = function () { this.hidden = false }`

export function createScreen(driver: WebDriver): Screen {
  const find = (locator: By): Promise<WebElement> =>
    Promise.resolve(
      driver.wait(until.elementLocated(locator), longestWaitMs, `not on the screen: ${locator.toString()}`),
    )

  /** A screen may be drawn anew between being found and being tapped. */
  async function tapOn(locator: By, insideCss = 'body'): Promise<void> {
    await driver.wait(
      async () => {
        try {
          const element = await (await find(By.css(insideCss))).findElement(locator)
          await driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', element)
          await element.click()
          return true
        } catch (failure) {
          if (/StaleElement|NoSuchElement|NotInteractable|ClickIntercepted/.test((failure as Error).name)) return false
          throw failure
        }
      },
      longestWaitMs,
      `cannot be tapped: ${locator.toString()}`,
    )
  }

  const count = async (css: string, wanted: number): Promise<void> =>
    void (await driver.wait(
      async () => (await driver.executeScript('return document.querySelectorAll(arguments[0]).length', css)) === wanted,
      longestWaitMs,
      `not ${wanted} of ${css}`,
    ))

  return {
    open: (url) => driver.get(url),
    reload: () => driver.navigate().refresh(),
    see: (text) => find(textHere(text)),
    seeAt: async (pattern) => void (await driver.wait(until.urlMatches(pattern), longestWaitMs)),
    tap: (name) => tapOn(named(name)),
    tapLike: (words) => tapOn(like(words)),
    tapAt: (css) => tapOn(By.css(css)),
    tapIn: (css, name) => tapOn(named(name), css),
    fill: async (css, text) => (await find(By.css(css))).sendKeys(text),
    photograph: async (path) => {
      await driver.executeScript(holdPickers)
      await tapOn(named('拍照'))
      await (await find(By.css('input[type=file]'))).sendKeys(path)
      await count('input[type=file]', 0)
    },
    count,
    reads: async (css, words) =>
      void (await driver.wait(
        async () =>
          words.test(await driver.executeScript('return document.querySelector(arguments[0])?.innerText ?? ""', css)),
        longestWaitMs,
        `${css} does not read ${words.source}`,
      )),
  }
}
