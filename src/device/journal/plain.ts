/** A copy as plain JSON: what a screen gives is often reactive, and neither a proxy nor a class can be cloned into IndexedDB. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
