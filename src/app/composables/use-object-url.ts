import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** A URL for a picture in memory, revoked when it changes or the component goes: leaked ones end an iPhone's page. */
export function useObjectUrl(blob: Readonly<Ref<Blob | undefined>>): Readonly<Ref<string>> {
  const url = ref('')
  const revoke = (): void => {
    if (url.value) URL.revokeObjectURL(url.value)
  }
  watch(
    blob,
    (current) => {
      revoke()
      url.value = current ? URL.createObjectURL(current) : ''
    },
    { immediate: true },
  )
  onScopeDispose(revoke)
  return url
}
