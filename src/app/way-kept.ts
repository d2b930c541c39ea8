const key = 'xunhu.way'

/** Where somebody was going when they left for the identity provider: the page that it sends them back to is read anew. */
export interface WayKept {
  /** Empty where they were going nowhere; whatever was kept before is forgotten. */
  keep(path: string): void
  /** Good for once. */
  take(): string
}

export function createWayKept(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): WayKept {
  return {
    keep: (path) => storage.setItem(key, path),
    take: () => {
      const path = storage.getItem(key) ?? ''
      storage.removeItem(key)
      return path
    },
  }
}
