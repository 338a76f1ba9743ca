import type { Cell } from './lay-treemap.ts'
import type { Colours, Role } from './treemap-colours.ts'

export type TreemapDrawing = {
  readonly cells: readonly Cell[]
  readonly colours: Colours
  /** Index of the cell that has the keyboard, and of the selected file's; null without. */
  readonly active: number | null
  readonly selected: number | null
  /** Whether the map has the focus. */
  readonly isFocused: boolean
}

const PADDING = 4
const LINE = 14

/** Draws the map. Colours are the page's roles as they stand at that moment, so themes need nothing of their own. */
export function drawTreemap(canvas: HTMLCanvasElement, width: number, height: number, drawing: TreemapDrawing): void {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return
  const style = getComputedStyle(canvas)
  const colour = (role: string) => style.getPropertyValue(`--${role}`).trim()
  const font = style.getPropertyValue('--font-ui')
  context.scale(scale, scale)
  context.fillStyle = colour('surface')
  context.fillRect(0, 0, width, height)
  context.textBaseline = 'middle'
  const known = new Map<Role, readonly [ground: string, ink: string]>()
  const pairOf = (role: Role) => {
    const pair = known.get(role) ?? ([colour(`${role}-bg`), colour(role)] as const)
    known.set(role, pair)
    return pair
  }
  for (const cell of drawing.cells) {
    if (cell.depth === 0) continue
    if (cell.isOpen) drawGroup(context, cell, colour, font)
    else drawLeaf(context, cell, pairOf(drawing.colours.roleOf(cell.node)), drawing.colours.signOf(cell.node), font)
  }
  for (const cell of drawing.cells) {
    if (cell.index === drawing.selected) outline(context, cell, colour('accent'), 2)
    if (cell.index === drawing.active && drawing.isFocused) outline(context, cell, colour('focus'), 3)
  }
}

function drawGroup(
  context: CanvasRenderingContext2D,
  cell: Cell,
  colour: (role: string) => string,
  font: string,
): void {
  const { x0, y0, x1, y1, head, node } = cell
  context.fillStyle = colour(head > 0 ? 'sunken' : 'line-soft')
  context.fillRect(x0, y0, x1 - x0, y1 - y0)
  if (head === 0) return
  context.fillStyle = colour('ink')
  context.font = `600 11px ${font}`
  drawText(context, node.label, x0 + PADDING, y0 + head / 2 + 0.5, x1 - x0 - 2 * PADDING)
}

function drawLeaf(
  context: CanvasRenderingContext2D,
  { x0, y0, x1, y1, node }: Cell,
  [ground, ink]: readonly [ground: string, ink: string],
  sign: string,
  font: string,
): void {
  const width = x1 - x0
  const height = y1 - y0
  context.fillStyle = ground
  context.fillRect(x0, y0, width, height)
  if (width > 5 && height > 5) {
    context.strokeStyle = ink
    context.globalAlpha = 0.45
    context.strokeRect(x0 + 0.5, y0 + 0.5, width - 1, height - 1)
    context.globalAlpha = 1
  }
  if (width < 26 || height < LINE + 2) {
    if (sign !== '' && width >= 9 && height >= 11) {
      context.fillStyle = ink
      context.font = `700 10px ${font}`
      drawText(context, sign, x0 + 2, y0 + height / 2, width)
    }
    return
  }
  context.fillStyle = ink
  context.font = `11px ${font}`
  drawText(context, `${sign === '' ? '' : `${sign} `}${node.label}`, x0 + PADDING, y0 + 9.5, width - 2 * PADDING)
}

/** A text, cut with an ellipsis where there is no room; not drawn where not even a few letters fit. */
function drawText(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  if (context.measureText(text).width <= room) {
    context.fillText(text, x, y)
    return
  }
  let end = Math.min(text.length, Math.floor(room / 4))
  while (end > 2 && context.measureText(`${text.slice(0, end)}…`).width > room) end--
  if (end > 2) context.fillText(`${text.slice(0, end)}…`, x, y)
}

function outline(context: CanvasRenderingContext2D, { x0, y0, x1, y1 }: Cell, ink: string, width: number): void {
  context.strokeStyle = ink
  context.lineWidth = width
  context.strokeRect(x0 + width / 2, y0 + width / 2, Math.max(1, x1 - x0 - width), Math.max(1, y1 - y0 - width))
  context.lineWidth = 1
}
