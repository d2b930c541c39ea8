/** The folder of `initdb` and `postgres`, or null. */
export function findPostgres(): string | null
/** The same, after it was installed where it can be. */
export function testPostgres(): Promise<string | null>
