// Conditions over their trees, three-valued (R13): absent, null and the wrong type are unknown.
import type { Condition, ConditionNode, Mention, Root } from '@baton/core/definition/condition';
import type { Entry, Json } from '@baton/core/journal/entry';
import { byText } from './order.ts';

export type Truth = 'true' | 'false' | 'unknown';
type Value = Exclude<Json, null> | undefined;
export type Reader = (mention: Mention) => Json | undefined;

/** The truth of a condition, given what each path reads. */
export function truthOf(condition: Condition, read: Reader): Truth {
  return asTruth(worthOf(condition.node, read));
}

/** Whether a condition reads nothing but this root. */
export function readsOnly(condition: Condition, root: Root): boolean {
  return condition.mentions.every((mention) => mention.root === root);
}

type Answers = WeakMap<Condition, WeakMap<Entry, Truth>>;
const remembered: { readonly asItIs: Answers; readonly asMachine: Answers } = {
  asItIs: new WeakMap(),
  asMachine: new WeakMap(),
};

/** The truth of a condition that reads the entry alone (R12), or the entry as a machine's (R24); the same question is answered once. */
export function truthOfEntry(condition: Condition, entry: Entry, isMachines = false): Truth {
  const all = isMachines ? remembered.asMachine : remembered.asItIs;
  const answers = all.get(condition) ?? new WeakMap<Entry, Truth>();
  all.set(condition, answers);
  let answer = answers.get(entry);
  if (answer === undefined) {
    answer = truthOf(condition, (mention) =>
      mention.root === 'entry' ? entryValue(entry, mention.path, isMachines) : undefined,
    );
    answers.set(entry, answer);
  }
  return answer;
}

const FIELDS = ['kind', 'source', 'name', 'path', 'url', 'referrer', 'title', 'campaign', 'seconds'];

/** What `entry.<path>` reads: whether it is a machine's, a field of the entry, else one of its properties. */
export function entryValue(entry: Entry, path: readonly string[], isMachines = false): Json | undefined {
  const whole = entry as unknown as Readonly<Record<string, Json | undefined>>;
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (first === 'machine') return rest.length === 0 ? isMachines : undefined;
  if (first === 'properties') return walk(whole.properties, rest);
  if (FIELDS.includes(first)) return walk(whole[first], rest);
  return walk(whole.properties, path);
}

function walk(start: Json | undefined, path: readonly string[]): Json | undefined {
  let value = start;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const here = value as Readonly<Record<string, Json>>;
    value = Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return value;
}

function asTruth(value: Value): Truth {
  return value === true ? 'true' : value === false ? 'false' : 'unknown';
}

function asValue(truth: Truth): Value {
  return truth === 'unknown' ? undefined : truth === 'true';
}

function worthOf(node: ConditionNode, read: Reader): Value {
  switch (node.op) {
    case 'literal':
      return node.value ?? undefined;
    case 'list':
      return node.items.map((item) => worthOf(item, read) ?? null);
    case 'path':
      return read(node) ?? undefined;
    case 'has':
      return (read(node) ?? undefined) !== undefined;
    case 'not':
      return asValue(negation(asTruth(worthOf(node.of, read))));
    case 'and':
      return asValue(conjunction(asTruth(worthOf(node.left, read)), asTruth(worthOf(node.right, read))));
    case 'or':
      return asValue(disjunction(asTruth(worthOf(node.left, read)), asTruth(worthOf(node.right, read))));
    case 'in':
      return asValue(membership(worthOf(node.left, read), worthOf(node.right, read)));
    case 'compare':
      return asValue(comparison(node.how, worthOf(node.left, read), worthOf(node.right, read)));
    case 'choose': {
      const test = asTruth(worthOf(node.test, read));
      return test === 'unknown' ? undefined : worthOf(test === 'true' ? node.yes : node.no, read);
    }
    case 'text':
      return text(node.how, worthOf(node.of, read), worthOf(node.argument, read));
    case 'arithmetic':
      return arithmetic(node.how, worthOf(node.left, read), worthOf(node.right, read));
    case 'negate': {
      const value = worthOf(node.of, read);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'size': {
      const value = worthOf(node.of, read);
      if (typeof value === 'string') return Array.from(value).length;
      return Array.isArray(value) ? value.length : undefined;
    }
  }
}

function negation(a: Truth): Truth {
  return a === 'unknown' ? a : a === 'true' ? 'false' : 'true';
}

function conjunction(a: Truth, b: Truth): Truth {
  if (a === 'false' || b === 'false') return 'false';
  return a === 'true' && b === 'true' ? 'true' : 'unknown';
}

function disjunction(a: Truth, b: Truth): Truth {
  return negation(conjunction(negation(a), negation(b)));
}

function membership(item: Value, list: Value): Truth {
  if (item === undefined || !Array.isArray(list)) return 'unknown';
  let found: Truth = 'false';
  for (const other of list as readonly Json[]) found = disjunction(found, comparison('==', item, other ?? undefined));
  return found;
}

function comparison(how: '==' | '!=' | '<' | '<=' | '>' | '>=', a: Value, b: Value): Truth {
  if (a === undefined || b === undefined || typeof a !== typeof b || typeof a === 'object') return 'unknown';
  if (how === '==' || how === '!=') return (a === b) === (how === '==') ? 'true' : 'false';
  if (typeof a === 'boolean') return 'unknown';
  const order = typeof a === 'string' ? byText(a, b as string) : a - (b as number);
  const holds = how === '<' ? order < 0 : how === '<=' ? order <= 0 : how === '>' ? order > 0 : order >= 0;
  return holds ? 'true' : 'false';
}

function text(how: 'startsWith' | 'endsWith' | 'contains' | 'matches', of: Value, argument: Value): Value {
  if (typeof of !== 'string' || typeof argument !== 'string') return undefined;
  if (how === 'startsWith') return of.startsWith(argument);
  if (how === 'endsWith') return of.endsWith(argument);
  return how === 'contains' ? of.includes(argument) : new RegExp(argument, 'u').test(of);
}

function arithmetic(how: '+' | '-' | '*' | '/' | '%', a: Value, b: Value): Value {
  if (how === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const result = how === '+' ? a + b : how === '-' ? a - b : how === '*' ? a * b : how === '/' ? a / b : a % b;
  return Number.isFinite(result) ? result : undefined;
}
