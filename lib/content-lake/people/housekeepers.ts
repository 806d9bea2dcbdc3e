import type { Identity } from '../settings.ts'

/** Publishes what was scheduled. */
export const TIMEKEEPER: Identity = { id: 'schedule', name: 'Schedule', roles: [], isRobot: true }

/** Gives assets the address of today. */
export const MOVER: Identity = { id: 'assets', name: 'Assets', roles: [], isRobot: true }

/** Those of the lake itself who write documents, and so stand in history. */
export const HOUSEKEEPERS: readonly Identity[] = [TIMEKEEPER, MOVER]
