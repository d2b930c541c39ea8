import type { ScopeId } from '../../../domain/ids.ts'
import type { RoadClass, Street } from '../../../domain/place/street.ts'
import { squadOne, squadTwo, streetIdOf } from './identities.ts'
import { pointAt } from './map.ts'

type StreetRow = readonly [
  name: string,
  roadClass: RoadClass,
  scope: ScopeId,
  line: readonly (readonly [number, number])[],
]

const rows: readonly StreetRow[] = [
  [
    '示例大道（西段）',
    'demonstration',
    squadOne,
    [
      [-1500, 0],
      [-700, 10],
      [0, 0],
    ],
  ],
  [
    '示例大道（东段）',
    'demonstration',
    squadTwo,
    [
      [0, 0],
      [800, -10],
      [1500, 0],
    ],
  ],
  [
    '示例一路',
    'main',
    squadOne,
    [
      [-900, -900],
      [-900, 0],
      [-890, 900],
    ],
  ],
  [
    '示例二路',
    'main',
    squadTwo,
    [
      [900, -900],
      [900, 0],
      [910, 900],
    ],
  ],
  [
    '示例北街',
    'secondary',
    squadOne,
    [
      [-1500, 500],
      [0, 510],
    ],
  ],
  [
    '示例南街',
    'secondary',
    squadTwo,
    [
      [0, -500],
      [1500, -490],
    ],
  ],
  [
    '示例一巷',
    'backStreet',
    squadOne,
    [
      [-600, 40],
      [-600, 480],
    ],
  ],
  [
    '示例二巷',
    'backStreet',
    squadOne,
    [
      [-1200, -420],
      [-920, -420],
    ],
  ],
  [
    '示例三巷',
    'backStreet',
    squadTwo,
    [
      [450, -40],
      [460, -470],
    ],
  ],
  [
    '示例四巷',
    'backStreet',
    squadTwo,
    [
      [930, 420],
      [1300, 430],
    ],
  ],
]

export const streets: readonly Street[] = rows.map(([name, roadClass, scope, line], index) => ({
  id: streetIdOf(index + 1),
  name,
  roadClass,
  scope,
  line: line.map(([eastM, northM]) => pointAt(eastM, northM)),
}))

export const streetsOf = (scope: ScopeId): Street[] => streets.filter((street) => street.scope === scope)
