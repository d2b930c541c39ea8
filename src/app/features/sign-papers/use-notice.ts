import { computed, type ComputedRef, type Ref } from 'vue'
import type { SubjectId } from '../../../domain/ids.ts'
import { rectifyNotice, type RectifyNotice } from '../../../domain/report/rectify-notice.ts'
import type { NoticeRecord, SignState } from '../../../domain/signage/sign-state.ts'
import { useDraft, type Draft } from '../../composables/use-draft.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { emptyNotice, type NoticeDraft } from './notice-draft.ts'

export interface Notice extends Pick<Draft<NoticeDraft>, 'state' | 'ready' | 'isUnsaved'> {
  readonly sign: ComputedRef<SignState | undefined>
  /** What follows from the records; null where there is no survey. */
  readonly composed: ComputedRef<RectifyNotice | null>
  /** As it stands on the paper. */
  readonly requirements: Ref<string>
  /** Those that were issued about the newest survey. */
  readonly issued: ComputedRef<readonly NoticeRecord[]>
  issue(): Promise<void>
}

/** 整改通知书 about the newest survey of a sign, from what this device knows; no network is needed. */
export function useNotice(signId: SubjectId): Notice {
  const { database, journal, session } = usePerson()
  const draftId = `notice.${signId}`
  const draft = useDraft(draftId, 'notice', signId, () => emptyNotice(journal.newId()))
  const row = useLiveQuery(() => database.signs.get(signId), undefined)
  const sign = computed(() => row.value?.value)
  const composed = computed(() => (sign.value ? rectifyNotice(sign.value, session.timeZone) : null))
  const requirements = computed({
    get: () => draft.state.requirements || (composed.value?.requirements ?? ''),
    set: (text) => (draft.state.requirements = text),
  })

  async function issue(): Promise<void> {
    const survey = sign.value?.surveys.at(-1)
    const dueAtMs = composed.value?.dueAtMs ?? null
    if (!sign.value || !survey || dueAtMs === null) throw new Error('a notice without limits')
    // A number that was changed after issuing has left a draft behind, whose id is spent.
    if (sign.value.notices.some(({ entryId }) => entryId === draft.state.id)) draft.state.id = journal.newId()
    const entry = {
      id: draft.state.id,
      kind: 'sign.noticeIssued',
      scope: sign.value.scope,
      subjects: [signId, ...(survey.caseId ? [survey.caseId] : [])],
      after: [survey.entryId],
      data: {
        survey: survey.entryId,
        noticeNo: draft.state.noticeNo.trim(),
        requirements: requirements.value.trim(),
        dueAt: new Date(dueAtMs).toISOString(),
      },
    } as const
    await draft.submit(() => journal.record([entry], { removeDraft: draftId }))
  }

  return {
    ...draft,
    sign,
    composed,
    requirements,
    issued: computed(() =>
      (sign.value?.notices ?? []).filter(({ data }) => data.survey === sign.value?.surveys.at(-1)?.entryId),
    ),
    issue,
  }
}
