/** A file of its own: phones of the bureau never load it. */
export { createUnitLinkDesk } from '../device/outside/unit-link-desk.ts'
