import type { OnlineLayer } from '../protocol/base-map.ts'

const tiandituHosts = ['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7']
/** Its key is 32 signs of hex; others are let through, for that is the service's own business. */
const tiandituSetting = /^tianditu:([0-9A-Za-z]{1,64})$/
/** A host and nothing else that could mean something in a policy: no star, no blank, no semicolon. */
const tileTemplate = /^https:\/\/(\{s\})?[A-Za-z0-9.-]+(:\d+)?\/\S*$/
const standardSubdomains = ['a', 'b', 'c']

/** Streets, and their names over them. CGCS2000 is WGS-84 to within a metre: nothing is shifted. */
const tiandituLayers = ['vec', 'cva'] as const

const tianditu = (key: string): OnlineLayer => ({
  name: '天地图',
  urls: tiandituLayers.map(
    (layer) => `https://{s}.tianditu.gov.cn/DataServer?T=${layer}_w&x={x}&y={y}&l={z}&tk=${key}`,
  ),
  subdomains: tiandituHosts,
  maxZoom: 18,
  attribution: '天地图',
})

const isTemplate = (url: string): boolean =>
  tileTemplate.test(url) && ['{z}', '{x}', '{y}'].every((place) => url.includes(place))

/** Reads the setting `ONLINE_MAP`: `tianditu:<key>` or the address of XYZ tiles; null where it is neither. */
export function parseOnlineMap(text: string): OnlineLayer | null {
  const key = tiandituSetting.exec(text)?.[1]
  if (key) return tianditu(key)
  if (!isTemplate(text)) return null
  const { hostname } = new URL(text.replace('{s}', 'a'))
  const subdomains = text.includes('{s}') ? standardSubdomains : []
  return { name: '在线地图', urls: [text], subdomains, maxZoom: 19, attribution: hostname }
}

/** The hosts that pictures may come from besides our own: these and no others. */
export function tileOrigins({ urls, subdomains }: OnlineLayer): readonly string[] {
  const names = subdomains.length > 0 ? subdomains : ['']
  const origins = urls.flatMap((url) => names.map((name) => new URL(url.replace('{s}', name)).origin))
  return [...new Set(origins)]
}
