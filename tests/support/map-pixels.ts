import type { Page } from '@playwright/test'

/** Names of what the offline map's shelf holds, in the private file system. */
export const mapFiles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names: string[] = []
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('base-map', { create: true })
    for await (const name of folder.keys()) names.push(name)
    return names
  })

/** How many different colours stand on these canvases: an empty one has one at most, a drawn map dozens. */
export const coloursOn = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => {
    const colours = new Set<number>()
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>(wanted)) {
      if (canvas.width === 0 || canvas.height === 0) continue
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      for (const pixel of new Uint32Array(data.buffer)) colours.add(pixel)
    }
    return colours.size
  }, selector)
