import { expect, test } from 'vitest'
import { ref, shallowRef } from 'vue'
import { useOpenedSchool } from '../../../src/app/features/map/office/use-opened-school.ts'
import type { Documents } from '../../../src/app/features/settings/use-documents.ts'
import type { School } from '../../../src/domain/place/school.ts'

const schoolOf = (id: string): School =>
  ({ id, name: id, scope: 'squad-1', point: { lat: 32.64, lng: 117.02 }, posts: [], bells: [], perimeter: [] }) as never

/** Two schools in the office, the first on the map; `isLetGo` is what the person answers. */
function opened({ isLetGo = false }: { readonly isLetGo?: boolean } = {}) {
  const doc = (id: string, rev: number) => ({ id, rev, data: schoolOf(id) }) as never
  const rows = shallowRef([doc('one', 1), doc('two', 1)])
  const saved: unknown[] = []
  const documents: Documents = {
    documents: rows,
    loaded: ref(true),
    problem: ref(null),
    reload: async () => undefined,
    // Somebody else was faster: nothing is saved, and the newest state is read.
    save: async (edit) => {
      saved.push(edit)
      rows.value = [doc('one', 2), doc('two', 1)]
      return false
    },
  }
  const school = shallowRef<School | null>(null)
  const editor = { school, open: (next: School) => (school.value = next) as never }
  let asked = 0
  const page = useOpenedSchool(documents, editor, async () => {
    asked += 1
    return isLetGo
  })
  page.openFirst()
  return {
    page,
    school,
    saved,
    asked: () => asked,
    draw: () => (school.value = { ...school.value!, perimeter: [{ lat: 1, lng: 2 }] }),
  }
}

test('a drawing that is not saved stays when another school is chosen, unless the person lets go of it', async () => {
  const { page, school, draw } = opened()
  draw()
  await page.choose(page.schools.value[1]!)
  expect([school.value?.id, school.value?.perimeter.length]).toEqual(['one', 1])
  const other = opened({ isLetGo: true })
  other.draw()
  await other.page.choose(other.page.schools.value[1]!)
  expect(other.school.value?.id).toBe('two')
})

test('nothing is asked where nothing would be lost', async () => {
  const { page, school, asked } = opened()
  await page.choose(page.schools.value[1]!)
  expect([school.value?.id, asked()]).toEqual(['two', 0])
})

test('whoever gives up after somebody else was faster starts from what that one saved', async () => {
  const { page, draw, saved } = opened()
  draw()
  expect(await page.save()).toBe(false)
  expect(page.isChanged.value).toBe(true)
  page.giveUp()
  expect(page.isChanged.value).toBe(false)
  draw()
  await page.save()
  expect(saved).toMatchObject([{ baseRev: 1 }, { baseRev: 2 }])
})
