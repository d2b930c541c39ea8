import { electricItems } from './items-electric.ts'
import { fireItems, paperItems } from './items-fire-and-papers.ts'
import { panelItems } from './items-panel.ts'
import { structureItems } from './items-structure.ts'
import type { SignType } from './sign-type.ts'
import { walkStops, type SurveyItem, type SurveyResult, type WalkStop } from './survey-item.ts'

/** The 33 items of 排雷, in the order of their numbers. */
export const surveyItems: readonly SurveyItem[] = [
  ...structureItems,
  ...panelItems,
  ...electricItems,
  ...fireItems,
  ...paperItems,
]

export type Answers = Readonly<Record<string, SurveyResult>>

const itemsById = new Map(surveyItems.map((item) => [item.id, item]))
export const surveyItem = (id: string): SurveyItem | undefined => itemsById.get(id)

export const itemsFor = (type: SignType): readonly SurveyItem[] =>
  surveyItems.filter((item) => item.types.includes(type))

/** The items of a type as one walks: what is seen from across the street first, what the owner is asked last. */
export const walkOf = (type: SignType): readonly { readonly stop: WalkStop; readonly items: readonly SurveyItem[] }[] =>
  walkStops
    .map((stop) => ({ stop, items: itemsFor(type).filter((item) => item.stop === stop) }))
    .filter(({ items }) => items.length > 0)

/** What still has no answer: one left empty blocks the grade. */
export const openItems = (type: SignType, answers: Answers): readonly SurveyItem[] =>
  itemsFor(type).filter((item) => answers[item.id] === undefined)

/** Only of what the type asks for: a type that was changed leaves answers behind that nobody sees. */
export const answersFor = (type: SignType, answers: Answers): Answers =>
  Object.fromEntries(
    itemsFor(type).flatMap(({ id }) => {
      const result = answers[id]
      return result === undefined ? [] : [[id, result]]
    }),
  )
