import { ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { fill } from '../texts/text.ts'
import { useServices } from './use-services.ts'
import { useTexts } from './use-texts.ts'

export interface SignOut {
  /** Why it was refused, for the person; '' otherwise. */
  readonly refused: Readonly<Ref<string>>
  signOut(): Promise<void>
}

/** Ends the session of whoever is signed in; refused, with the reason, while unsent work is on this phone. */
export function useSignOut(): SignOut {
  const t = useTexts()
  const router = useRouter()
  const { account, closePerson } = useServices()
  const refused = ref('')
  return {
    refused,
    signOut: async () => {
      const outcome = await account.logout()
      if (outcome.outcome === 'refused') {
        const { unsentEntries: entries, unsentPhotos: photos, unsentVoices: n } = outcome
        const voices = n > 0 ? `、${fill(t.sync.voices, { n })}` : ''
        refused.value = fill(t.common.logoutRefused, { entries, photos, voices })
        return
      }
      // First away from the screens that stand on the person's database.
      await router.replace('/login')
      await closePerson()
    },
  }
}
