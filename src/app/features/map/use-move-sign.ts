import * as L from 'leaflet'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { must } from '../../../lib/must.ts'
import type { StreetId, SubjectId } from '../../../domain/ids.ts'
import type { Point } from '../../../domain/place/point.ts'
import { describePin } from '../../composables/describe-pin.ts'
import { usePerson } from '../../composables/use-person.ts'
import { pinZoom, type MapStage } from './map-stage.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** A sign whose place is being put right. */
export interface MovedSign {
  readonly signId: SubjectId
  readonly content: string
  readonly from: LatLng
}

export interface MoveSign {
  /** Null while nobody moves any. */
  readonly moved: Readonly<ShallowRef<MovedSign | null>>
  /** Where the pin stands now. */
  readonly to: Readonly<ShallowRef<LatLng | null>>
  begin(sign: MovedSign): void
  /** Takes the pin away. */
  end(): void
  /** Resolves with the new place when the record is durable. */
  save(reason: string): Promise<LatLng>
}

const icon = (): L.DivIcon =>
  L.divIcon({
    className: 'moving-pin',
    html: '<svg viewBox="0 0 24 32"><path d="M12 31C5 21 2 16 2 11a10 10 0 0 1 20 0c0 5-3 10-10 20z"/></svg>',
    iconSize: [48, 64],
    iconAnchor: [24, 62],
  })

/** 更正位置: a pin is dragged to where the sign really stands, and a record says so. */
export function useMoveSign(stage: Readonly<ShallowRef<MapStage | null>>): MoveSign {
  const { assignments, database, journal } = usePerson()
  const moved = shallowRef<MovedSign | null>(null)
  const to = shallowRef<LatLng | null>(null)
  let pin: L.Marker | null = null

  function end(): void {
    pin?.remove()
    pin = null
    moved.value = null
    to.value = null
  }

  function begin(sign: MovedSign): void {
    end()
    if (!stage.value) return
    const { map } = stage.value
    map.setView(sign.from, Math.max(map.getZoom(), pinZoom), { animate: false })
    const made = L.marker(sign.from, { icon: icon(), draggable: true, autoPan: true, keyboard: false })
    made.on('drag', () => (to.value = made.getLatLng()))
    made.addTo(map)
    pin = made
    moved.value = sign
    to.value = sign.from
  }

  async function save(reason: string): Promise<LatLng> {
    const { signId } = must(moved.value, 'a sign that is moved')
    const { lat, lng } = must(to.value, 'a place to move it to')
    const { scope } = must(await database.signs.get(signId), 'the sign on this device').value
    const { streetId } = await describePin(assignments, { lat, lng })
    const street = streetId ? { streetId: streetId as StreetId } : {}
    await journal.record([
      { kind: 'sign.placed', scope, subjects: [signId], data: { point: { lat, lng }, ...street, reason } },
    ])
    return { lat, lng }
  }

  onScopeDispose(end)
  return { moved, to, begin, end, save }
}
