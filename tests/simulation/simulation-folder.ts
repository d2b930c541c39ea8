import { tmpdir } from 'node:os'

/** Where the server of a history keeps its files; `SIMULATION_DIR=/dev/shm` spares the disk, which is most of the time where it is slow. */
export const simulationFolder = (): string => process.env['SIMULATION_DIR'] ?? tmpdir()
