import { describe, expect, test } from 'vitest'
import { isChromium, isInAppBrowser, isIphoneTab } from '../../../../src/device/health/browser-kind.ts'

const android = 'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

describe('browsers inside other apps', () => {
  test.each([
    ['WeChat', `${android} Version/4.0 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.49`],
    ['WeChat on an iPhone', `${iphone} Mobile/15E148 MicroMessenger/8.0.49`],
    ['QQ', `${android} Version/4.0 Chrome/116 Mobile Safari/537.36 V1_AND_SQ_8.9 QQ/8.9.80`],
    ['DingTalk', `${android} Version/4.0 Chrome/116 Mobile Safari/537.36 AliApp(DingTalk/7.5)`],
    ['Alipay', `${android} Version/4.0 Chrome/116 Mobile Safari/537.36 AlipayClient/10.5`],
  ])('%s is one', (_name, userAgent) => {
    expect(isInAppBrowser(userAgent)).toBe(true)
  })

  test.each([
    ['Chrome', `${android} Chrome/130 Mobile Safari/537.36`],
    ['QQ浏览器', `${android} Version/4.0 Chrome/116 MQQBrowser/14.8 Mobile Safari/537.36`],
    [
      'HarmonyOS',
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 ArkWeb/4.1 Mobile HuaweiBrowser/5.0',
    ],
    ['Safari', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`],
  ])('%s is a browser of its own', (_name, userAgent) => {
    expect(isInAppBrowser(userAgent)).toBe(false)
  })
})

describe('an iPhone', () => {
  const safari = `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`

  test('is asked to install first: a tab forgets after a week', () => {
    expect(isIphoneTab(safari, false)).toBe(true)
  })

  test('works from its home screen', () => {
    expect(isIphoneTab(safari, true)).toBe(false)
  })

  test('is no Android phone', () => {
    expect(isIphoneTab(`${android} Chrome/130 Mobile Safari/537.36`, false)).toBe(false)
  })
})

describe('IndexedDB is Chromium’s', () => {
  test.each([
    ['on Android', `${android} Chrome/130 Mobile Safari/537.36`, true],
    ['on HarmonyOS', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) Chrome/114 ArkWeb/4.1 Mobile HuaweiBrowser/5.0', true],
    ['not on an iPhone', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, false],
    ['not in Firefox', 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', false],
  ])('%s', (_name, userAgent, expected) => {
    expect(isChromium(userAgent)).toBe(expected)
  })
})
