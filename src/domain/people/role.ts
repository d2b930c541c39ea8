import * as v from 'valibot'

/** The field's roles: 队员, 协管员, 中队长, 督查员, 指挥中心, 管理员, 局领导. */
export const Role = v.picklist(['officer', 'aux', 'captain', 'inspector', 'command', 'admin', 'viewer'])
export type Role = v.InferOutput<typeof Role>
