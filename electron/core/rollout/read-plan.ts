import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { planFrom } from '../../../shared/analysis/rollout/topologies.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import {
  type RolloutPlan,
  rolloutPlanSchema,
  TOPOLOGIES,
  type Topology,
  topologySchema,
} from '../../../shared/model/rollout-plan.ts'
import { isRecord } from './recognise/found-facts.ts'

/** Faults of a plan file that are told at once. */
const MOST_ISSUES = 5

/** The JSON Schema of a plan file (draft 2020-12). */
export function planJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(rolloutPlanSchema, { io: 'input' })
}

/**
 * Reads a plan file, YAML or JSON. What it does not say is as in the topology's default plan.
 * @param name the file's, for errors
 * @param topology counts before that of the file; null: the file's
 * @param otherwise the topology where the file names none; null: it must name one
 * @throws InspectorError bad-input, which names line, key and allowed values
 */
export function readPlan(
  text: string,
  name: string,
  topology: Topology | null,
  otherwise: Topology | null = null,
): RolloutPlan {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) throw badPlan(name, lines.linePos(broken.pos[0]).line, withoutPlace(broken.message))
  const read: unknown = document.toJS({ maxAliasCount: 50 }) ?? {}
  const lineOf = (path: readonly PropertyKey[]): number => {
    // What is missing has no place: then its nearest parent's counts.
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const range = isRecord(node) ? node['range'] : null
      if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line
    }
    return 1
  }
  if (!isRecord(read)) throw badPlan(name, 1, 'a plan is a list of keys and values, such as topology: shared-manifest')
  const named = topologySchema.safeParse(topology ?? read['topology'] ?? otherwise)
  if (!named.success) throw badPlan(name, lineOf(['topology']), `topology must be one of ${TOPOLOGIES.join(', ')}`)
  const parsed = planFrom(named.data, { ...read, topology: named.data })
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map((issue) => ({ line: lineOf(placeOf(issue)), why: describeIssue(issue) }))
  const [first, ...others] = places.toSorted((one, other) => one.line - other.line)
  if (first === undefined) throw parsed.error
  const more = others.slice(0, MOST_ISSUES - 1).map(({ line, why }) => `; line ${line}: ${why}`)
  const rest = others.length - more.length
  throw badPlan(name, first.line, `${first.why}${more.join('')}${rest > 0 ? `; and ${rest} more` : ''}`)
}

function placeOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.join('.')
  switch (issue.code) {
    case 'unrecognized_keys': {
      const where = key === '' ? '' : ` in ${key}`
      return `${issue.keys.join(', ')} is no key${where}; there are ${keysAt(issue.path).join(', ')}`
    }
    case 'invalid_value':
      return `${key} must be one of ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
    case 'too_small':
    case 'too_big': {
      const allowed = allowedAt(issue.path)
      return allowed === null ? `${key}: ${issue.message}` : `${key} must be ${allowed}`
    }
    default:
      return `${key}: ${issue.message}`
  }
}

/** What may stand at a key in words; null where its own error says more. */
function allowedAt(path: readonly PropertyKey[]): string | null {
  const schema = schemaAt(path)
  if (!isRecord(schema)) return null
  const { type, minimum, maximum } = schema
  if (type === 'integer') return `a whole number from ${String(minimum)} to ${String(maximum)}`
  if (type === 'boolean') return 'true or false'
  if (type === 'array') return 'a list'
  if (type === 'object') return `keys and values: ${keysAt(path).join(', ')}`
  return null
}

function keysAt(path: readonly PropertyKey[]): string[] {
  const schema = schemaAt(path)
  return isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : []
}

/** The part of the JSON Schema that a place in a plan file has to keep to. */
function schemaAt(path: readonly PropertyKey[]): unknown {
  let schema: unknown = planJsonSchema()
  for (const key of path) {
    const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {}
    schema = typeof key === 'string' ? properties[key] : isRecord(schema) ? schema['items'] : null
  }
  return schema
}

/** The first line of what the parser says, without the place that we say ourselves. */
function withoutPlace(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:$/, '')
}

function badPlan(name: string, line: number, why: string): InspectorError {
  return new InspectorError('bad-input', `${name}, line ${line}: ${why}.`)
}
