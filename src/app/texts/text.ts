import type { zhCN } from './zh-CN/zh-CN.ts'

/** Texts of one language by feature; `{name}` stands for a parameter. zh-CN is the measure of completeness. */
type Widen<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : Widen<T[K]>
}
export type Catalogue = Widen<typeof zhCN>

export const fill = (template: string, params: Readonly<Record<string, string | number>> = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
