import { mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { textsKey } from '../../../src/app/composables/use-texts.ts'
import CategoryPicker from '../../../src/app/features/finding/CategoryPicker.vue'
import { zhCN } from '../../../src/app/texts/zh-CN/zh-CN.ts'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import { searchCategories } from '../../../src/domain/casework/search-categories.ts'

const slugged = (slug: string) => starterCategories.rows.filter((row) => row.slug === slug)
const likely = [...slugged('street.mobileVendor'), ...slugged('street.shopOverflow')]

describe('choosing a category', () => {
  function show(chosenSlug = ''): VueWrapper {
    return mount(CategoryPicker, {
      props: {
        modelValue: chosenSlug,
        chosen: slugged(chosenSlug)[0],
        likely,
        search: (text: string) => searchCategories(starterCategories.rows, text, { recent: [], postId: null }),
      },
      global: { provide: { [textsKey as symbol]: zhCN } },
    })
  }
  const labels = (picker: VueWrapper): readonly string[] => picker.findAll('[role=radio]').map((each) => each.text())

  test('the likely ones are offered before anything is typed', () => {
    expect(labels(show())).toEqual(['无照经营游商', '店外经营'])
  })

  test('any other is found by its pinyin initials', async () => {
    const picker = show()
    await picker.get('input').setValue('jtsfgg')
    await picker.get('[data-category="ad.leaflet"]').trigger('click')
    expect(picker.emitted('update:modelValue')).toEqual([['ad.leaflet']])
  })

  test('a chosen one that is none of the likely stays in sight, first and checked', () => {
    const picker = show('ad.leaflet')
    expect(labels(picker)).toEqual(['街头散发广告', '无照经营游商', '店外经营'])
    expect(picker.get('[aria-checked=true]').text()).toBe('街头散发广告')
  })
})
