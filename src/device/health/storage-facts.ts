export type Persistence = 'persisted' | 'bestEffort' | 'unknown'

/** Whether the browser has promised to keep our data; private windows and old engines cannot say. */
export async function persistedOf(storage: StorageManager | undefined): Promise<Persistence> {
  if (!storage?.persisted) return 'unknown'
  return (await storage.persisted()) ? 'persisted' : 'bestEffort'
}

/** Null where the browser does not tell. */
export async function freeBytesOf(storage: StorageManager | undefined): Promise<number | null> {
  const { quota, usage } = (await storage?.estimate?.()) ?? {}
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
}

/** Asks the browser to keep our data; a refusal is normal and only shown. */
export async function askToPersist(storage: StorageManager | undefined): Promise<void> {
  await storage?.persist?.().catch(() => false)
}
