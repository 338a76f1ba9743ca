const UNITS = ['KB', 'MB', 'GB', 'TB'] as const

/**
 * A size for rows: `0 B`, `812 B`, `36.6 KB`, `249 KB`, `1.2 MB`. Three digits at most, decimal units (1 KB = 1,000 B)
 * as file managers and `ls --si` show them.
 * @param bytes whole bytes, not negative
 */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  let unit = -1
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit] ?? 'KB'}`
}

/** A change of size: `+1.9 KB`, `−88 B`, `0`. */
export function formatChange(bytes: number): string {
  if (bytes === 0) return '0'
  return `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`
}

/** The exact size for tooltips and screen readers: `36,584 bytes`. */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
}

/** A whole number with thousands separators, the same on every machine: `22,814`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}
