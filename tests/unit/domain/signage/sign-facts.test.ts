import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { SignRegistered } from '../../../../src/domain/signage/sign-entries.ts'
import * as options from '../../../../src/domain/signage/sign-options.ts'
import { signTypes, signTypeTable } from '../../../../src/domain/signage/sign-type.ts'
import { signData } from '../../../support/surveyed-sign.ts'

const isSaid = (facts: object): boolean => v.is(SignRegistered, { ...signData(), ...facts })
const wordsOf = (table: Readonly<Record<string, string>>): string => Object.values(table).join(' ')

describe('the register of signs', () => {
  test('knows fourteen types, each an advertisement or a signboard', () => {
    expect(signTypes.join(' ')).toBe(
      'ROOF FACADE PROJECT FASCIA LETTER LED POLE GROUND STREET BRIDGE HOARD TEMP NEON OTHER',
    )
    expect(signTypes.filter((type) => signTypeTable[type].sort === 'signboard')).toEqual([
      'PROJECT',
      'FASCIA',
      'LETTER',
      'OTHER',
    ])
    expect(new Set(signTypes.map((type) => signTypeTable[type].label)).size).toBe(14)
  })

  test.each([
    [options.pathsBelow, '人行道 车行道 出入口 绿地 屋面 其他'],
    [options.permitStates, '有 备案 无 不需要 不详'],
    [options.testStates, '有效 过期 无 不需要'],
    [options.frames, '型钢 方管 角钢 铝 木 无骨架 不可见'],
    [options.anticorrosion, '油漆 热浸锌 不锈钢 铝 不明'],
    [options.faceMaterials, '铝塑板 铝扣板 亚克力 玻璃 喷绘布 镀锌板 细木工板（违规） 其他'],
    [options.carriers, '混凝土 砖墙 加气块 外保温层 幕墙 石材干挂 女儿墙 钢结构 不明'],
    [options.fixings, '膨胀螺栓 化学锚栓 对穿螺栓 焊接 自攻钉 绑扎 不可见'],
    [options.lights, '无 内光 外打灯 LED 霓虹'],
    [options.ownerKinds, '商户 物业 广告公司 公共单位 无主'],
    [options.methods, '地面目测 望远镜 登高 拆面板 无人机'],
  ])('offers %j as the field says them', (table, words) => {
    expect(wordsOf(table)).toBe(words)
  })

  test.each([
    ['widthM', 0.1, 80, 0.01],
    ['heightM', 0.1, 40, 0.01],
    ['thickM', 0.01, 5, 0.001],
    ['areaM2', 0.01, 2_000, 0.001],
    ['faces', 1, 4, 1],
    ['bottomM', 0, 200, 0.01],
    ['topM', 0.3, 300, 0.01],
    ['projectionM', 0, 6, 0.01],
    ['designLifeYears', 1, 50, 1],
  ])('takes %s from %d to %d and nothing beyond', (name, from, to, step) => {
    const taken = [from - step, from, to, to + step].map((value) => isSaid({ [name]: value }))
    expect(taken).toEqual([false, true, true, false])
  })

  test('takes a year from 1980 on or 不详, a known voltage, and words of some length', () => {
    expect([1979, 1980, null].map((builtYear) => isSaid({ builtYear }))).toEqual([false, true, true])
    expect([12, 24, 220, 380, 110].map((voltageV) => isSaid({ voltageV }))).toEqual([true, true, true, true, false])
    expect([60, 61].map((length) => isSaid({ content: '字'.repeat(length) }))).toEqual([true, false])
  })

  test.each(['signType', 'content', 'address', 'point', 'widthM', 'heightM', 'bottomM', 'builtYear', 'ownerName'])(
    'has no sign without %s',
    (name) => {
      expect(isSaid({ [name]: undefined })).toBe(false)
    },
  )
})
