import { inject, type InjectionKey } from 'vue'
import { must } from '../../lib/must.ts'
import type { Catalogue } from '../texts/text.ts'

export const textsKey: InjectionKey<Catalogue> = Symbol('texts')

/** The screens' texts in the language of this session. */
export const useTexts = (): Catalogue => must(inject(textsKey), 'texts are provided by main.ts')
