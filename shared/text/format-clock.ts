/**
 * A moment of a rollout as a time of day: `10:06:02`, `11:05 (+1 d)`.
 * @param startsAt time of day at which the plan starts, `HH:MM`
 * @param at seconds after that
 */
export function formatClock(startsAt: string, at: number): string {
  const [hours = '0', minutes = '0'] = startsAt.split(':')
  const all = Number(hours) * 3600 + Number(minutes) * 60 + at
  const days = Math.floor(all / 86_400)
  const seconds = all % 60
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(Math.floor((all % 86_400) / 3600))}:${two(Math.floor((all % 3600) / 60))}`
  return `${time}${seconds === 0 ? '' : `:${two(seconds)}`}${days === 0 ? '' : ` (+${days} d)`}`
}

/** A span of seconds for people: `90 s`, `5 min`, `1 h`, `30 d`. */
export function formatSpan(seconds: number): string {
  for (const [size, unit] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const)
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`
  return `${seconds} s`
}
