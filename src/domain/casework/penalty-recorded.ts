import * as v from 'valibot'

/** 警告, 罚款, 询问笔录, 现场检查笔录: what takes two officers with certificates. */
export const PenaltyStep = v.picklist(['warning', 'fine', 'inquiry', 'siteRecord'])
export type PenaltyStep = v.InferOutput<typeof PenaltyStep>

/** As it is compared: two officers rarely type the same blanks. */
export const tidyDocNo = (typed: string): string => typed.replaceAll(/\s+/g, '')

const Day = v.pipe(v.string(), v.isoDate())

/**
 * One officer's word that this step was taken under this document; the other gives hers on her own phone. Subjects: the case.
 *
 * Both say the same thing, so that neither phone has to hear of the other's first.
 */
export const CasePenaltyRecorded = v.looseObject({
  step: PenaltyStep,
  /** 文书号: the app holds the number, never the document. */
  docNo: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  /** The bureau's date on which it was taken. */
  signedOn: Day,
  /** 执法证 of the author, as it stood then. */
  certificate: v.looseObject({ number: v.pipe(v.string(), v.minLength(1), v.maxLength(60)), validTo: Day }),
})
export type CasePenaltyRecorded = v.InferOutput<typeof CasePenaltyRecorded>
