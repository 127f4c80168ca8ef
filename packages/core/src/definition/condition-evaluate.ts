// What a condition says of given values: true, false or unknown (R12, R13). Absent, null and values of the wrong type are unknown, and unknown spreads
// except where the other side decides.
import { compareText } from '../base/text-order.ts';
import { and, FALSE, not, or, TRUE, type Trilean, UNKNOWN } from '../base/trilean.ts';
import type { Entry, Json } from '../journal/entry.ts';
import { ownAt } from '../journal/json.ts';
import type { Condition, ConditionNode, Mention } from './condition.ts';
import { findsPattern } from './condition-pattern.ts';

/** A value, or undefined where nothing is known. */
type Known = Exclude<Json, null> | undefined;
/** Gives what a mention reads; undefined and null are unknown. */
export type Read = (mention: Mention) => Json | undefined;

/** Evaluates a condition over what `read` gives. A value that is no boolean is unknown. */
export function evaluateCondition(condition: Condition, read: Read): Trilean {
  return truth(condition.node, read);
}

const FIELDS: ReadonlySet<string> = new Set([
  'kind',
  'source',
  'name',
  'path',
  'url',
  'referrer',
  'title',
  'campaign',
  'seconds',
]);

/** What a condition reads as `entry.machine`: whether a machine flag holds the entry. */
export const MACHINE = 'machine';

/**
 * What `entry.…` reads: the entry's own fields first, then its properties; `properties.x` reads a property in any case. `isMachines` says whether a machine flag holds the entry, which `entry.machine` reads.
 */
export function readEntry(entry: Entry, path: readonly string[], isMachines = false): Json | undefined {
  const [first = ''] = path;
  if (first === MACHINE) return path.length === 1 ? isMachines : undefined;
  const fields = entry as unknown as Readonly<Record<string, Json>>;
  if (FIELDS.has(first)) {
    const value = ownAt(fields, path);
    if (value !== undefined) return value;
  }
  const properties = Object.hasOwn(fields, 'properties') ? fields.properties : undefined;
  if (first === 'properties') return ownAt(properties, path.slice(1));
  return FIELDS.has(first) ? undefined : ownAt(properties, path);
}

function truth(node: ConditionNode, read: Read): Trilean {
  switch (node.op) {
    case 'and': {
      const left = truth(node.left, read);
      return left === FALSE ? FALSE : and(left, truth(node.right, read));
    }
    case 'or': {
      const left = truth(node.left, read);
      return left === TRUE ? TRUE : or(left, truth(node.right, read));
    }
    case 'not':
      return not(truth(node.of, read));
    case 'has': {
      const value = read(node);
      return value === undefined || value === null ? FALSE : TRUE;
    }
    case 'compare':
      return compare(node.how, valueAt(node.left, read), valueAt(node.right, read));
    case 'in':
      return isIn(valueAt(node.left, read), valueAt(node.right, read));
    case 'text':
      return node.how === 'matches'
        ? matches(node.argument, valueAt(node.of, read))
        : text(node.how, valueAt(node.of, read), valueAt(node.argument, read));
    case 'choose': {
      const test = truth(node.test, read);
      return test === UNKNOWN ? UNKNOWN : truth(test === TRUE ? node.yes : node.no, read);
    }
    default: {
      const value = valueAt(node, read);
      return typeof value === 'boolean' ? (value ? TRUE : FALSE) : UNKNOWN;
    }
  }
}

function valueAt(node: ConditionNode, read: Read): Known {
  switch (node.op) {
    case 'literal':
      return node.value ?? undefined;
    case 'path':
      return read(node) ?? undefined;
    case 'list':
      return node.items.map((item) => valueAt(item, read) ?? null);
    case 'negate': {
      const value = valueAt(node.of, read);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'size':
      return sizeOf(valueAt(node.of, read));
    case 'arithmetic':
      return calculate(node.how, valueAt(node.left, read), valueAt(node.right, read));
    case 'choose': {
      const test = truth(node.test, read);
      return test === UNKNOWN ? undefined : valueAt(test === TRUE ? node.yes : node.no, read);
    }
    default: {
      const outcome = truth(node, read);
      return outcome === UNKNOWN ? undefined : outcome === TRUE;
    }
  }
}

function sizeOf(value: Known): number | undefined {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : undefined;
}

function calculate(how: '+' | '-' | '*' | '/' | '%', left: Known, right: Known): Known {
  if (how === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const result = { '+': left + right, '-': left - right, '*': left * right, '/': left / right, '%': left % right }[how];
  return Number.isFinite(result) ? result : undefined;
}

function compare(how: string, left: Known, right: Known): Trilean {
  if (left === undefined || right === undefined) return UNKNOWN;
  if (how === '==') return equal(left, right);
  if (how === '!=') return not(equal(left, right));
  if (typeof left === 'number' && typeof right === 'number') return decide(how, left - right);
  if (typeof left === 'string' && typeof right === 'string') return decide(how, compareText(left, right));
  return UNKNOWN;
}

function decide(how: string, difference: number): Trilean {
  const holds =
    how === '<' ? difference < 0 : how === '<=' ? difference <= 0 : how === '>' ? difference > 0 : difference >= 0;
  return holds ? TRUE : FALSE;
}

function equal(left: Known, right: Known): Trilean {
  if (typeof left !== typeof right || typeof left === 'object' || typeof right === 'object') return UNKNOWN;
  return left === right ? TRUE : FALSE;
}

/** True where one item is equal; unknown where none is but some cannot be compared. */
function isIn(value: Known, list: Known): Trilean {
  if (!Array.isArray(list)) return UNKNOWN;
  let outcome: Trilean = FALSE;
  for (const item of list as readonly Json[])
    outcome = or(outcome, item === null || value === undefined ? UNKNOWN : equal(value, item));
  return outcome;
}

function text(how: 'startsWith' | 'endsWith' | 'contains', of: Known, argument: Known): Trilean {
  if (typeof of !== 'string' || typeof argument !== 'string') return UNKNOWN;
  const holds =
    how === 'contains' ? of.includes(argument) : how === 'startsWith' ? of.startsWith(argument) : of.endsWith(argument);
  return holds ? TRUE : FALSE;
}

function matches(pattern: ConditionNode, of: Known): Trilean {
  if (typeof of !== 'string' || pattern.op !== 'literal') return UNKNOWN;
  return findsPattern(pattern, of) ? TRUE : FALSE;
}
