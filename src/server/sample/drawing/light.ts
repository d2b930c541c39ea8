/** The weather and hour a scene is drawn in. */
export type Light = 'day' | 'rain' | 'dusk'

/** Colours of one light; things keep their own colours and are tinted as a whole by the weather. */
export interface Palette {
  readonly skyTop: string
  readonly skyBottom: string
  readonly cloud: string
  readonly far: readonly string[]
  readonly window: string
  readonly leaf: string
  readonly leafDark: string
  readonly pavement: string
  readonly joint: string
  readonly road: string
  readonly roadLine: string
}

export const palettes: Readonly<Record<Light, Palette>> = {
  day: {
    skyTop: '#6fb1e4',
    skyBottom: '#dceefa',
    cloud: '#ffffff',
    far: ['#c9d4dd', '#bccad6', '#d6d9d3', '#b7c6cf'],
    window: '#9fb8cb',
    leaf: '#6ea862',
    leafDark: '#4f8a4b',
    pavement: '#cfc8bb',
    joint: '#b6ae9f',
    road: '#6f747b',
    roadLine: '#f1efe6',
  },
  rain: {
    skyTop: '#8b99a6',
    skyBottom: '#c4ccd2',
    cloud: '#aeb8c0',
    far: ['#a4afb8', '#98a4ae', '#aeb4b6', '#939fa8'],
    window: '#7d8d9a',
    leaf: '#5f8d5d',
    leafDark: '#466f49',
    pavement: '#a9a8a4',
    joint: '#8f8f8b',
    road: '#545a62',
    roadLine: '#cfd2d2',
  },
  dusk: {
    skyTop: '#4b5b8f',
    skyBottom: '#f3b183',
    cloud: '#e7b3a0',
    far: ['#7f7d98', '#74728f', '#8a819a', '#6c6a87'],
    window: '#ffd98c',
    leaf: '#56745a',
    leafDark: '#3f5a49',
    pavement: '#b09c92',
    joint: '#94837c',
    road: '#4f5059',
    roadLine: '#e6dccb',
  },
}
