import * as v from 'valibot'

/** 装备 E1–E10, ticked at arrival. E2 (执法证) and E3 (执法记录仪) are officers' only. */
export const equipmentIds = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'] as const
export const EquipmentId = v.picklist(equipmentIds)
export type EquipmentId = v.InferOutput<typeof EquipmentId>
export const officersOnlyEquipment: readonly EquipmentId[] = ['E2', 'E3']
