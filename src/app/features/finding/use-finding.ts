import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CaseCategory } from '../../../domain/casework/category.ts'
import { likelyCategories } from '../../../domain/casework/likely-categories.ts'
import { apartM, canCloseOnSite, type OnSitePhoto, type OnSiteVerdict } from '../../../domain/casework/on-site-rule.ts'
import { missingPhotoRoles } from '../../../domain/casework/photo-need.ts'
import type { PhotoRole } from '../../../domain/casework/photo-rule.ts'
import { searchCategories } from '../../../domain/casework/search-categories.ts'
import type { EntryId, PersonId, SubjectId } from '../../../domain/ids.ts'
import { homeScope } from '../../../domain/people/home-scope.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useDraftPhotos, type DraftPhotos } from '../../composables/use-draft-photos.ts'
import { useVoiceNotes, type VoiceNotes } from '../../composables/use-voice-notes.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { emptyFinding, type FindingDraft } from './finding-draft.ts'
import { findingEntries } from './finding-entries.ts'

/** How far back the last and likeliest categories are looked for. */
const recentCases = 200

export interface Finding {
  readonly state: FindingDraft
  readonly ready: Readonly<Ref<boolean>>
  readonly isDraftUnsaved: Readonly<Ref<boolean>>
  readonly pictures: DraftPhotos
  readonly notes: VoiceNotes
  /** Of 当场处理: whether these photos allow it. */
  readonly onSiteVerdict: ComputedRef<OnSiteVerdict>
  readonly category: ComputedRef<CaseCategory | undefined>
  readonly likely: ComputedRef<readonly CaseCategory[]>
  readonly missing: ComputedRef<readonly PhotoRole[]>
  search(text: string): readonly CaseCategory[]
  flush(): Promise<void>
  discard(): Promise<void>
  /** Resolves when the record and its photos are durable. */
  save(): Promise<void>
}

/** One finding being written: the draft, its photos, and the categories to choose from. */
export function useFinding(draftId: EntryId): Finding {
  const { assignments, database, journal, session } = usePerson()
  const draft = useDraft(draftId, 'finding', '', emptyFinding)
  const pictures = useDraftPhotos(draftId, draft.ready)
  const { fixes, photos } = pictures
  const notes = useVoiceNotes(draftId, draft.ready)
  const table = useLiveQuery(() => assignments.one('standards', 'categories'), undefined)
  const recent = useLiveQuery(
    async () =>
      (
        await database.cases
          .where('[reporter+atMs]')
          .between([session.personId as PersonId, 0], [session.personId as PersonId, Number.MAX_SAFE_INTEGER])
          .reverse()
          .limit(recentCases)
          .toArray()
      ).map((row) => ({
        category: row.value.report.category,
        ...(row.value.report.place.postId ? { postId: row.value.report.place.postId } : {}),
      })),
    [],
  )

  /** As it was last there: a browser that throws this phone's data away must not take the chosen category from an open form. */
  const rows = shallowRef<readonly CaseCategory[]>([])
  watch(table, (known) => known && (rows.value = known.rows), { immediate: true })
  const category = computed(() => rows.value.find((row) => row.slug === draft.state.category))
  const uses = computed(() => ({ recent: recent.value, postId: draft.state.postId || null }))
  const rule = computed(() => (draft.state.onSite ? ('BA' as const) : (category.value?.photo ?? '1')))

  const placed = computed<readonly OnSitePhoto[]>(() =>
    photos.value.map((photo) => ({ ...photo, fix: fixes.value.get(photo.partId) ?? null })),
  )

  return {
    state: draft.state,
    ready: draft.ready,
    isDraftUnsaved: draft.isUnsaved,
    pictures,
    notes,
    onSiteVerdict: computed(() => canCloseOnSite(placed.value)),
    category,
    likely: computed(() => likelyCategories(rows.value, uses.value)),
    missing: computed(() =>
      missingPhotoRoles(
        rule.value,
        photos.value.map((photo) => photo.role),
      ),
    ),
    search: (text) => searchCategories(rows.value, text, uses.value),
    flush: draft.flush,
    discard: async () => {
      // What is being spoken goes with the draft: what came after would have no form that throws it away.
      await notes.settle()
      await draft.discard()
    },
    save: async () => {
      if (!category.value) return
      await notes.settle()
      const shift = draft.state.shiftId ? await database.shifts.get(draft.state.shiftId as SubjectId) : undefined
      const entries = findingEntries({
        draft: draft.state,
        category: category.value,
        photos: photos.value,
        voices: notes.voices.value,
        apartM: apartM(placed.value),
        scope: shift?.scope ?? homeScope(session.members),
        reportId: draftId,
      })
      await draft.submit(() => journal.record(entries, { removeDraft: draftId }))
    },
  }
}
