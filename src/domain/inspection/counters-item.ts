/** The shift checklist's item that asks for the counts of 快速计数; they are taken there and not typed again. */
export const countersItemId = 'HX-20'
