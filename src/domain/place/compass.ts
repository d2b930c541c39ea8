const points = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** A bearing as people say it: 东北 for 37°. */
export const compassPoint = (bearing: number): string => points[Math.round(bearing / 45) % points.length] ?? ''
