import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import PeopleTab from '../../../src/app/features/settings/PeopleTab.vue'
import { wang } from '../../support/roster-data.ts'
import { chooseFile } from '../support/choose-file.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

const head = '工号,姓名,岗位,中队,执法证号,有效期至\n'
const known = '1001,王一,中队长,一中队,证1001,2026-12-31\n'

test('a table of people is taken over as a whole, once every row is understood; the new ones get a first password', async () => {
  const documents = createOfficeDocuments()
  documents.put('squads', 'squad-1', { id: 'squad-1', name: '一中队' }, 'bureau')
  documents.put('people', wang.id, wang)
  const { office } = documents
  const screen = await mountScreen(PeopleTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
  await chooseFile(screen, new File([`${head}${known}1009,孙五,队员,九中队,,\n`], '人员.csv'))
  await vi.waitFor(() => expect(screen.text()).toContain('没有这个中队：九中队'))
  expect(screen.button('导入')?.disabled).toBe(true)
  await chooseFile(screen, new File([`${head}${known}1009,孙五,队员,一中队,执9,2028-12-31\n`], '人员.csv'))
  await vi.waitFor(() => expect(screen.text()).toContain('看懂 2 人：新增 1 人，改动 1 人，不变 0 人'))
  expect(screen.text()).toContain('其中 1 人的执法证已过期或 60 天内到期：王一')
  await screen.tap('导入')
  await vi.waitFor(() => expect(screen.text()).toContain('✓ 已导入：新增 1 人，改动 1 人'))
  expect(documents.data('people', 'p-1009')).toMatchObject({ name: '孙五', scope: 'squad-1', active: true })
  await screen.tap('生成初始密码')
  await vi.waitFor(() => expect(screen.text()).toContain('已交给本人，收起'))
  const password = documents.taken.at(-1)?.password ?? ''
  expect(password).toHaveLength(10)
  expect(screen.text()).toContain(password)
})
