import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { plainCalendar } from '../../../domain/calendar/working-calendar.ts'
import { isOpenCase } from '../../../domain/casework/case-stage.ts'
import { missingPhotoRoles } from '../../../domain/casework/photo-need.ts'
import type { PhotoRole } from '../../../domain/casework/photo-rule.ts'
import { caseIdOf, type EntryId, type SubjectId } from '../../../domain/ids.ts'
import { nearestGateM } from '../../../domain/place/nearest-gate.ts'
import { composeSurvey, gradeFormOf, type SurveyInput } from '../../../domain/signage/compose-survey.ts'
import { surveyedGrade } from '../../../domain/signage/surveyed-grade.ts'
import { handlersOfCase } from '../../../domain/signage/handlers-of-case.ts'
import { keptSignId } from '../../../domain/signage/kept-sign.ts'
import { isWorse, worseOf, type Grade } from '../../../domain/signage/grade.ts'
import { gradeOf, type GradeDecision, type GradeForm } from '../../../domain/signage/grade-of.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { stopOf } from '../../../domain/signage/wind-route-document.ts'
import { openItems } from '../../../domain/signage/survey-items.ts'
import { surveyPhotoRule } from '../../../domain/signage/survey-photos.ts'
import type { SurveyItem } from '../../../domain/signage/survey-item.ts'
import { useDraft, type Draft } from '../../composables/use-draft.ts'
import { useDraftPhotos, type DraftPhotos } from '../../composables/use-draft-photos.ts'
import { useVoiceNotes, type VoiceNotes } from '../../composables/use-voice-notes.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useWindAlert } from '../../composables/use-wind-alert.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { emptySurvey, type SurveyDraft } from './survey-draft.ts'

/** What was recorded, and about which sign: the one that this one was merged into meanwhile, if it was. */
export interface SavedSurvey {
  readonly grade: Grade
  readonly signId: SubjectId
}

export interface Survey extends Pick<Draft<SurveyDraft>, 'state' | 'ready' | 'isUnsaved' | 'flush' | 'discard'> {
  readonly sign: Readonly<Ref<SignState | undefined>>
  /** Null until the sign is known. */
  readonly form: ComputedRef<GradeForm | null>
  readonly gateM: ComputedRef<number | null>
  /** As the answers stand, open ones left out. */
  readonly decision: ComputedRef<GradeDecision | null>
  readonly open: ComputedRef<readonly SurveyItem[]>
  readonly pictures: DraftPhotos
  readonly notes: VoiceNotes
  readonly missing: ComputedRef<readonly PhotoRole[]>
  /** Of the case that this survey is about: whether it is open, and whether the person may close it; null where there is none. */
  readonly recheck: Readonly<Ref<'own' | 'ofOthers' | null>>
  /** Resolves when the record is durable. */
  save(): Promise<SavedSurvey>
}

/** One survey being made: the draft, its photos, and the grade as it stands now. */
export function useSurvey(signId: SubjectId, draftId: EntryId): Survey {
  const { assignments, database, journal, session } = usePerson()
  const { clock } = useServices()
  const draft = useDraft(draftId, 'survey', signId, emptySurvey)
  const pictures = useDraftPhotos(draftId, draft.ready)
  const { photos } = pictures
  const notes = useVoiceNotes(draftId, draft.ready)
  const row = useLiveQuery(() => database.signs.get(signId), undefined)
  const schools = useLiveQuery(() => assignments.all('schools'), [])
  const streets = useLiveQuery(() => assignments.all('streets'), [])
  const routes = useLiveQuery(() => assignments.all('routes'), [])
  const standards = useLiveQuery(() => assignments.one('standards', 'categories'), undefined)
  const calendar = useLiveQuery(() => assignments.one('calendars', 'calendar'), undefined)

  const windAlert = useWindAlert()
  /** As it was last there: a form that is open outlives the browser's clearing of what is around it. */
  const sign = shallowRef<SignState | undefined>()
  watch(row, (known) => known && (sign.value = known.value), { immediate: true })

  /** What this phone knows of the place, and of another squad's sign what its home has said with the route. */
  function placeOf({ signId: id, attributes }: SignState): Pick<SurveyInput, 'roadClass' | 'gateM'> {
    const told = stopOf(routes.value, id)
    const gates = [nearestGateM(attributes.point, schools.value), told?.gateM ?? null].filter((gateM) => gateM !== null)
    const street = streets.value.find((each) => each.id === attributes.streetId)
    return {
      roadClass: street?.roadClass ?? told?.roadClass ?? null,
      gateM: gates.length > 0 ? Math.min(...gates) : null,
    }
  }

  const inputOf = (state: SignState, nowMs: number, openCase: SubjectId | null): SurveyInput => ({
    sign: state.attributes,
    answers: draft.state.answers,
    methods: draft.state.methods,
    note: draft.state.note.trim(),
    raised: draft.state.raisedTo ? { to: draft.state.raisedTo, reason: draft.state.raisedReason.trim() } : undefined,
    ...placeOf(state),
    windAlert: windAlert.at(state.scope),
    calendar: calendar.value ?? plainCalendar,
    timeZone: session.timeZone,
    nowMs,
    labelOf: (slug) => standards.value?.rows.find((each) => each.slug === slug)?.label,
    hasOpenCase: openCase !== null,
  })

  /** The sign and those that turned out to be it: what is open about a double is open about the sign that was kept. */
  async function withDoubles(kept: SignState): Promise<readonly SignState[]> {
    const doubles = await database.signs.filter(({ value }) => value.mergedInto === kept.signId).toArray()
    return [kept, ...doubles.map(({ value }) => value)]
  }

  /** The newest case about these that nobody has closed. */
  async function findOpenCase(signs: readonly SignState[]): Promise<SubjectId | null> {
    const surveys = signs.flatMap((each) => each.surveys).sort((left, right) => right.atMs - left.atMs)
    const caseIds = surveys.flatMap(({ caseId }) => (caseId ? [caseId] : []))
    const cases = await database.cases.bulkGet(caseIds)
    return cases.find((each) => each && isOpenCase(each.state))?.id ?? null
  }

  async function save(): Promise<SavedSurvey> {
    const state = sign.value
    if (!state) throw new Error('a survey without its sign')
    await notes.settle()
    // While it was filled in, the office may have found out that this sign is another one.
    const keptId = await keptSignId(signId, async (id) => (await database.signs.get(id))?.value.mergedInto ?? null)
    const kept = (await database.signs.get(keptId))?.value ?? state
    const openCase = await findOpenCase(await withDoubles(kept))
    const data = composeSurvey(inputOf(state, clock.now(), openCase))
    const about = data.opens ? caseIdOf(draftId) : openCase
    const entry = {
      id: draftId,
      kind: 'sign.surveyed',
      scope: kept.scope,
      subjects: [kept.signId, ...(about ? [about] : [])],
      after: [kept.registeredBy],
      data,
      photos: photos.value,
      voices: notes.voices.value,
    } as const
    await draft.submit(() => journal.record([entry], { removeDraft: draftId }))
    return { grade: surveyedGrade({ data }), signId: kept.signId }
  }

  const recheck = useLiveQuery(async () => {
    if (!sign.value) return null
    const signs = await withDoubles(sign.value)
    const openCase = await findOpenCase(signs)
    if (!openCase) return null
    const isOwn = signs.some((each) => handlersOfCase(each, openCase).includes(session.personId))
    return isOwn ? 'own' : 'ofOthers'
  }, null)
  const form = computed(() => (sign.value ? gradeFormOf(inputOf(sign.value, clock.now(), null)) : null))
  const decision = computed(() => (form.value ? gradeOf(form.value) : null))
  const grade = computed(() => {
    const { raisedTo } = draft.state
    if (!decision.value) return null
    return raisedTo && isWorse(raisedTo, decision.value.grade)
      ? worseOf(raisedTo, decision.value.grade)
      : decision.value.grade
  })
  return {
    ...draft,
    discard: async () => {
      // What is being spoken goes with the draft: what came after would have no form that throws it away.
      await notes.settle()
      await draft.discard()
    },
    sign,
    form,
    gateM: computed(() => (sign.value ? placeOf(sign.value).gateM : null)),
    decision,
    open: computed(() => (sign.value ? openItems(sign.value.attributes.signType, draft.state.answers) : [])),
    pictures,
    notes,
    recheck,
    missing: computed(() =>
      grade.value
        ? missingPhotoRoles(
            surveyPhotoRule(grade.value, draft.state.answers),
            photos.value.map(({ role }) => role),
          )
        : [],
    ),
    save,
  }
}
