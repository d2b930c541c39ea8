import { describe, expect, test } from 'vitest'
import { signTypes } from '../../../../src/domain/signage/sign-type.ts'
import { allowedResults } from '../../../../src/domain/signage/survey-item.ts'
import {
  answersFor,
  itemsFor,
  openItems,
  surveyItem,
  surveyItems,
  walkOf,
} from '../../../../src/domain/signage/survey-items.ts'

const allowed = (id: string): string => (surveyItem(id) ? allowedResults(surveyItem(id)!).join(' ') : '')

describe('the form of 排雷', () => {
  test('has 33 items, nine of them critical', () => {
    expect(surveyItems.map(({ group }) => group).join('')).toBe('SSSSSSSSSSPPPPPPPEEEEEEEFFFFMMMMM')
    expect(surveyItems.filter(({ critical }) => critical).map(({ id }) => id.slice(3))).toEqual(
      'S01 S02 S03 S04 S07 S08 P01 E01 F01'.split(' '),
    )
    expect(new Set(surveyItems.map(({ id }) => id)).size).toBe(33)
  })

  test('offers each item only the results that can be told apart', () => {
    for (const id of ['P03', 'E01', 'E03', 'E07', 'F01', 'F04', 'M04']) expect(allowed(`GG-${id}`)).toBe('ok M S NV')
    for (const id of ['P07', 'M01']) expect(allowed(`GG-${id}`)).toBe('ok L M NV')
    expect(allowed('GG-M05')).toBe('ok L NV')
    const special = 'P03 E01 E03 E07 F01 F04 M04 P07 M01 M05'.split(' ')
    const others = surveyItems.map(({ id }) => id).filter((id) => !special.includes(id.slice(3)))
    expect(others.map((id) => allowed(id))).toEqual(Array(23).fill('ok L M S NV'))
  })

  test('says of every result that is offered how to judge it', () => {
    const helps = surveyItems.flatMap(({ help }) => Object.values(help))
    expect(helps.length).toBe(23 * 3 + 7 * 2 + 2 * 2 + 1)
    expect(helps.every((words) => words.trim() !== '')).toBe(true)
  })

  test.each([
    ['GG-S07', 'POLE GROUND HOARD OTHER'],
    ['GG-S08', 'ROOF FACADE PROJECT FASCIA LETTER LED NEON OTHER'],
    ['GG-P04', 'ROOF FACADE PROJECT FASCIA LETTER POLE GROUND STREET BRIDGE HOARD NEON OTHER'],
    ['GG-P05', 'ROOF FACADE PROJECT FASCIA POLE GROUND STREET BRIDGE HOARD TEMP OTHER'],
    ['GG-P06', 'ROOF FACADE PROJECT FASCIA LETTER LED POLE GROUND STREET BRIDGE HOARD NEON OTHER'],
    ['GG-E07', 'ROOF FACADE LED POLE GROUND BRIDGE OTHER'],
  ])('asks for %s only of %s', (id, types) => {
    expect(signTypes.filter((type) => itemsFor(type).some((item) => item.id === id)).join(' ')).toBe(types)
  })

  test('asks every other item of every type', () => {
    const ofSome = ['GG-S07', 'GG-S08', 'GG-P04', 'GG-P05', 'GG-P06', 'GG-E07']
    const ofAll = surveyItems.filter(({ id }) => !ofSome.includes(id))
    for (const type of signTypes) expect(itemsFor(type)).toEqual(expect.arrayContaining(ofAll))
  })

  test('of each type is walked once, every item at one stop', () => {
    for (const type of signTypes) {
      const walked = walkOf(type).flatMap(({ items }) => items.map(({ id }) => id))
      expect(walked.sort()).toEqual(
        itemsFor(type)
          .map(({ id }) => id)
          .sort(),
      )
    }
  })

  test('is open until each item of the type has an answer, and lets go of answers that another type asked for', () => {
    const all = Object.fromEntries(itemsFor('POLE').map(({ id }) => [id, 'ok' as const]))
    expect(openItems('POLE', all)).toEqual([])
    expect(openItems('FASCIA', all).map(({ id }) => id)).toEqual(['GG-S08'])
    expect(answersFor('FASCIA', all)).not.toHaveProperty('GG-S07')
  })
})
