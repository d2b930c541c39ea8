/** In-app browsers keep their data for themselves and lose pages to the camera: no work is begun in them. */
const inAppBrowsers = /MicroMessenger|QQ\/|DingTalk|AlipayClient|Weibo/i

/** Whether IndexedDB is Chromium's: it alone keeps a log that can be torn; HarmonyOS's browser is one too. */
export const isChromium = (userAgent: string): boolean => /Chrome\//.test(userAgent)

export const isInAppBrowser = (userAgent: string): boolean => inAppBrowsers.test(userAgent)

/**
 * Whether this is Safari on an iPhone outside the installed app.
 *
 * There the data is thrown away after seven days without use, and the app on the home screen has a store of its own:
 * https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/
 */
export const isIphoneTab = (userAgent: string, isStandalone: boolean): boolean =>
  /iPhone|iPad/.test(userAgent) && !isStandalone
