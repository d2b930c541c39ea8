import { createIndexedMapShelf } from '../../src/device/base-map/indexed-map-shelf.ts'
import { createOpfsMapShelf } from '../../src/device/base-map/opfs-map-shelf.ts'
import { mapShelfContract } from '../contract/map-shelf.contract.ts'

export const contract = mapShelfContract
export const openFiles = () => createOpfsMapShelf(navigator.storage)
export const openDatabase = () => createIndexedMapShelf()
