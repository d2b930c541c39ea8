import { ref, watch, type Ref } from 'vue'
import type { PhotoRole } from '../../domain/casework/photo-rule.ts'
import type { PartId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { Fix } from '../../domain/place/point.ts'
import { usePerson } from './use-person.ts'

export interface DraftPhotos {
  /** In the order taken. */
  readonly photos: Readonly<Ref<readonly PhotoRef[]>>
  /** Where the phone was at each shutter, as far as it knew. */
  readonly fixes: Readonly<Ref<ReadonlyMap<PartId, Fix>>>
  reload(): Promise<void>
  changeRole(photo: PhotoRef, role: PhotoRole): Promise<void>
  remove(photo: PhotoRef): Promise<void>
}

/** The pictures of one draft: looked up once it is there, and after everything that changes them. */
export function useDraftPhotos(draftId: string, ready: Readonly<Ref<boolean>>): DraftPhotos {
  const { photos: shelf } = usePerson()
  const photos = ref<readonly PhotoRef[]>([])
  const fixes = ref<ReadonlyMap<PartId, Fix>>(new Map())

  async function reload(): Promise<void> {
    fixes.value = await shelf.shutterFixes(draftId)
    photos.value = await shelf.ofDraft(draftId)
  }

  watch(ready, reload, { immediate: true })
  return {
    photos,
    fixes,
    reload,
    changeRole: async (photo, role) => {
      await shelf.changeRole(photo.partId, role)
      await reload()
    },
    remove: async (photo) => {
      await shelf.discard(photo.partId)
      await reload()
    },
  }
}
