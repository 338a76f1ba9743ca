/** The Django series whose rules Staticscope knows, oldest first. */
export const DJANGO_SERIES = ['3.2', '4.0', '4.1', '4.2', '5.0', '5.1', '5.2', '6.0', '6.1'] as const

/** One series of Django, such as `5.2`. */
export type DjangoSeries = (typeof DJANGO_SERIES)[number]
