import type { Component } from 'vue'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import AnswerForm from './AnswerForm.vue'
import AskVerifyForm from './AskVerifyForm.vue'
import CheckForm from './CheckForm.vue'
import DecideForm from './DecideForm.vue'
import DispatchForm from './DispatchForm.vue'
import EvaluateForm from './EvaluateForm.vue'
import FileForm from './FileForm.vue'
import MergeForm from './MergeForm.vue'
import ReasonForm from './ReasonForm.vue'
import RejectForm from './RejectForm.vue'
import ReopenForm from './ReopenForm.vue'
import ReviewForm from './ReviewForm.vue'
import SendOutForm from './SendOutForm.vue'
import TransferForm from './TransferForm.vue'
import UnitAnswerForm from './UnitAnswerForm.vue'
import UnitExtensionForm from './UnitExtensionForm.vue'

/** The acts that the office does at its desks, and with which form; the others are the handling unit's, on its phones. */
export const actForms: Readonly<Partial<Record<CaseActKind, Component>>> = {
  'case.filed': FileForm,
  'case.verifyAsked': AskVerifyForm,
  'case.rejected': RejectForm,
  'case.merged': MergeForm,
  'case.dispatched': DispatchForm,
  'case.sentOut': SendOutForm,
  'case.unitAnswered': UnitAnswerForm,
  'case.unitExtensionAsked': UnitExtensionForm,
  'case.answerReviewed': ReviewForm,
  'case.returned': ReasonForm,
  'case.extensionDecided': DecideForm,
  'case.deferralDecided': DecideForm,
  'case.checked': CheckForm,
  'case.transferred': TransferForm,
  'case.transferAnswered': AnswerForm,
  'case.supervised': ReasonForm,
  'case.evaluated': EvaluateForm,
  'case.reopened': ReopenForm,
  'case.reopeningDeclined': ReasonForm,
  'case.voided': ReasonForm,
}
