import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { textsKey } from './composables/use-texts.ts'
import { createContainer } from './container.ts'
import { recoverFromStaleChunks } from './recover-from-stale-chunks.ts'
import { createAppRouter } from './router.ts'
import { appServicesKey, type AppServices } from './services.ts'
import StorageFailure from './StorageFailure.vue'
import { zhCN } from './texts/zh-CN/zh-CN.ts'
import './ui/theme.css'
import './ui/base.css'

/** Whoever worked here last goes on, with or without network. */
async function openRemembered(services: AppServices): Promise<void> {
  const remembered = services.account.remembered()
  if (remembered) await services.openPerson(remembered.session, remembered.device)
}

async function start(): Promise<void> {
  const services = createContainer()
  try {
    await openRemembered(services)
  } catch (problem) {
    // Never a blank page, and never a new database in place of one that will not open.
    createApp(StorageFailure, { problem }).provide(textsKey, zhCN).mount('#app')
    return
  }
  const router = createAppRouter(services)
  recoverFromStaleChunks(router)
  const lost = await services.person.value?.pendingCapture.takeLost()
  if (lost) await router.replace({ path: lost.route, query: { lost: 'camera' } })
  createApp(App).use(createPinia()).use(router).provide(appServicesKey, services).provide(textsKey, zhCN).mount('#app')
}

void start()
