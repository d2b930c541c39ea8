import { expect, type Page } from '@playwright/test'
import { noteField } from '../finding-form.ts'
import { saveFinding, startFinding, takePhoto } from '../morning.ts'

/** A finding with a picture, reported from the shift that is on; resolves when it is saved on the phone. */
export async function report(page: Page, note: string, category: string, picture: Buffer): Promise<void> {
  await startFinding(page)
  await takePhoto(page, { name: 'scene.jpg', buffer: picture }, 1)
  await noteField(page).fill(note)
  await saveFinding(page, category)
  await expect(
    page
      .getByRole('button', { name: '快速计数' })
      .or(page.getByRole('link', { name: '快速计数' }))
      .first(),
  ).toBeVisible()
}
