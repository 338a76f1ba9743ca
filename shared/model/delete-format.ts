/** How files that may be deleted are written down: stored names, or lines of a script for people to read and run. */
export const DELETE_FORMATS = ['list', 'sh', 'aws', 'gsutil', 'az'] as const
export type DeleteFormat = (typeof DELETE_FORMATS)[number]
