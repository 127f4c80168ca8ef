// Canonical JSON: one text for one value, so that digests and decision bytes are the same on every machine (R4).

/**
 * Writes a JSON value with object keys in code-point order (JavaScript's UTF-16 order where no astral characters occur), without white space;
 * `undefined` members are left out. Throws on functions, symbols, bigints and numbers that are not finite: those are programmer errors.
 *
 * @example canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`no canonical form for ${value}`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new TypeError(`no canonical form for a ${typeof value}`);
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += canonicalJson(items[i]);
  }
  return `${text}]`;
}

/** Most objects are made with their keys in order: they are written as they come, until one is not. */
function canonicalObject(object: Record<string, unknown>): string {
  let text = '{';
  let before = '';
  for (const key in object) {
    if (key < before) return inOrder(object);
    before = key;
    text += member(key, object[key], text.length === 1);
  }
  return `${text}}`;
}

function inOrder(object: Record<string, unknown>): string {
  let text = '{';
  for (const key of sortedKeys(object)) text += member(key, object[key], text.length === 1);
  return `${text}}`;
}

function member(key: string, value: unknown, isFirst: boolean): string {
  if (value === undefined) return '';
  return isFirst ? quotedKey(key) + canonicalJson(value) : `,${quotedKey(key)}${canonicalJson(value)}`;
}

/** Keys met, with quotes and colon: they are few and come again. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 1000;

function quotedKey(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  const made = `${quoted(key)}:`;
  if (KEYS.size < MOST_KEYS) KEYS.set(key, made);
  return made;
}

/** Objects have few keys, and often in order already: an insertion sort does it without calling back. */
function sortedKeys(object: Record<string, unknown>): string[] {
  const keys = Object.keys(object);
  if (keys.length > 32) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i - 1;
    for (; at >= 0 && (keys[at] as string) > key; at--) keys[at + 1] = keys[at] as string;
    keys[at + 1] = key;
  }
  return keys;
}

/** Printable ASCII but quote and backslash stands as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A text as canonical JSON. */
export function quoted(text: string): string {
  return text.length < 64 && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
