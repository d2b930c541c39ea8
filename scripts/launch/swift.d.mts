/** Whether OpenStack Swift is here, with all that it needs. */
export function hasSwift(): boolean
/** The same, after it was installed where it can be. */
export function testSwift(): Promise<boolean>
