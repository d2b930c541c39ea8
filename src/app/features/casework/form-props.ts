import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'

/** What each form is given: the case, or the several cases that one form is for. */
export interface FormProps {
  readonly kind: CaseActKind
  readonly title: string
  readonly values: readonly CaseState[]
  readonly saving: boolean
}
