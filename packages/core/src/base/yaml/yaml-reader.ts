// Reads YAML with places: every value is taken together with its path and position, and every problem is collected, not thrown. Knows nothing of definitions.
import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode } from 'yaml';
import { didYouMean } from '../did-you-mean.ts';
import { failure, type Outcome, type Problem, type Severity, success } from '../problem.ts';
import { inWords } from './path-words.ts';
import { YamlDocument } from './yaml-document.ts';

/** A value in the document: its node (undefined where absent), and its path. */
export interface Spot {
  readonly node: ParsedNode | null | undefined;
  readonly path: string;
}

/** A key with its value. */
export interface Field extends Spot {
  readonly key: string;
  readonly keyNode: Node | undefined;
}

/** Takes values out of a YAML text and collects what is wrong with them under codes that begin with `kind`. */
export class YamlReader {
  readonly root: Spot;
  /** Whether the text is no YAML that anything can be read of; the problems say why. */
  readonly broken: boolean;
  private readonly problems: Problem[] = [];
  private readonly document: YamlDocument;

  constructor(
    source: string,
    readonly kind: 'definition' | 'tests' | 'import' | 'programme',
    private readonly file: string | undefined,
  ) {
    this.document = new YamlDocument(source);
    for (const flaw of this.document.flaws)
      this.report(`${kind}-${flaw.code}`, flaw.message, flaw.start, flaw.end, '', flaw.hint);
    this.broken = this.document.flaws.length > 0;
    this.root = { node: this.document.root, path: '' };
  }

  /** The value with its warnings, or all problems, in the order of the text. */
  outcome<T>(value: T | undefined): Outcome<T> {
    const place = (problem: Problem): number => (problem.place?.line ?? 1) * 1e7 + (problem.place?.column ?? 1);
    const distinct = new Map(
      this.problems.map((problem) => [`${problem.code} ${problem.message} ${place(problem)}`, problem]),
    );
    const problems = [...distinct.values()].sort((a, b) => place(a) - place(b));
    const errors = problems.some((problem) => problem.severity === 'error');
    return value === undefined || errors ? failure(problems) : success(value, problems);
  }

  /** How many problems there are by now. */
  get count(): number {
    return this.problems.length;
  }

  /** Reports a problem at a spot (the whole document where the spot has no node). */
  problem(spot: Spot | Field, code: string, message: string, hint?: string, severity: Severity = 'error'): undefined {
    const range = spot.node?.range ?? ('keyNode' in spot ? spot.keyNode?.range : undefined) ?? [0, 1];
    this.report(code, message, range[0], range[1], spot.path, hint, severity);
    return undefined;
  }

  /** Reports a problem at the key of a field. */
  problemAtKey(
    field: Spot | Field,
    code: string,
    message: string,
    hint?: string,
    severity: Severity = 'error',
  ): undefined {
    const keyNode = 'keyNode' in field ? (field.keyNode as ParsedNode | undefined) : undefined;
    return this.problem({ node: keyNode ?? field.node, path: field.path }, code, message, hint, severity);
  }

  /** Reports a problem inside a scalar, `from` and `length` counting characters of its text; at the whole where the text is written in another way. */
  problemInside(spot: Spot, code: string, message: string, from: number, length: number, hint?: string): undefined {
    const [start, end] = spot.node?.range ?? [0, 1];
    const value = String(scalar(spot) ?? '');
    const quote = /^['"]/.test(this.document.source.slice(start, start + 1)) ? 1 : 0;
    const asWritten = this.document.source.startsWith(value, start + quote);
    const [first, last] = asWritten ? [start + quote + from, start + quote + from + length] : [start, end];
    this.report(code, message, first, last, spot.path, hint);
    return undefined;
  }

  private report(
    code: string,
    message: string,
    start: number,
    end: number,
    path: string,
    hint?: string,
    severity: Severity = 'error',
  ): void {
    const place = {
      ...(this.file === undefined ? {} : { file: this.file }),
      ...(path === '' ? {} : { path }),
      ...this.document.placeOf(start, end),
    };
    this.problems.push({ code, severity, message, place, ...(hint === undefined ? {} : { hint }) });
  }

  /** The fields of a map, in order. With `known`, unknown keys are problems. Undefined (and a problem) where it is no map. */
  fields(spot: Spot, known?: readonly string[]): Map<string, Field> | undefined {
    if (!isMap(spot.node)) {
      return this.problem(spot, `${this.kind}-not-a-map`, `${inWords(spot.path)} should be a map of names and values`);
    }
    const fields = new Map<string, Field>();
    for (const pair of spot.node.items) {
      const keyNode = pair.key as Node | null;
      const key = isScalar(keyNode) ? String(keyNode.value) : '';
      const field: Field = {
        key,
        keyNode: keyNode ?? undefined,
        node: pair.value as ParsedNode | null,
        path: spot.path === '' ? key : `${spot.path}.${key}`,
      };
      if (fields.has(key))
        this.problemAtKey(field, `${this.kind}-duplicate-key`, `"${key}" is written twice`, 'drop one of them');
      else if (this.isKnown(field, spot, known)) fields.set(key, field);
    }
    return fields;
  }

  private isKnown(field: Field, spot: Spot, known: readonly string[] | undefined): boolean {
    const atKey = { node: field.keyNode as ParsedNode | undefined, path: field.path };
    if (isAlias(field.node)) {
      this.problem(
        field,
        `${this.kind}-alias`,
        'anchors and aliases are not part of the language',
        'write the value out',
      );
      return false;
    }
    if (field.key === '' || field.key === '__proto__' || field.key === 'constructor' || field.key === 'prototype') {
      this.problem(atKey, `${this.kind}-bad-key`, `"${field.key}" cannot be a name`);
      return false;
    }
    if (known === undefined || known.includes(field.key)) return true;
    const [, glued] = /^([\w-]+):\S/.exec(field.key) ?? [];
    const meant = didYouMean(field.key, known);
    const where = spot.path === '' ? '' : ` in ${inWords(spot.path)}`;
    if (glued !== undefined && field.node === null) {
      const hint = `write ${field.key.replace(':', ': ')}`;
      this.problem(atKey, `${this.kind}-unknown-key`, `a space is missing after the colon${where}`, hint);
      return false;
    }
    this.problem(
      atKey,
      `${this.kind}-unknown-key`,
      `unknown key "${field.key}"${where}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      meant === undefined ? `known here: ${known.join(', ')}` : undefined,
    );
    return false;
  }

  /** The items of a list; a single value is a list of one where `orOne`. */
  items(spot: Spot, orOne = false): Spot[] | undefined {
    if (isSeq(spot.node)) {
      return spot.node.items.flatMap((node, i) => {
        const item = { node: node as ParsedNode, path: `${spot.path}[${i}]` };
        if (!isAlias(node)) return [item];
        this.problem(
          item,
          `${this.kind}-alias`,
          'anchors and aliases are not part of the language',
          'write the value out',
        );
        return [];
      });
    }
    if (orOne && isScalar(spot.node)) return [spot];
    return this.problem(spot, `${this.kind}-not-a-list`, `${inWords(spot.path)} should be a list`);
  }

  /** A text, or a number read as text. */
  text(spot: Spot): string | undefined {
    const value = scalar(spot);
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    return this.problem(spot, `${this.kind}-not-a-text`, `${inWords(spot.path)} should be a text`);
  }

  number(spot: Spot): number | undefined {
    const value = scalar(spot);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return this.problem(spot, `${this.kind}-not-a-number`, `${inWords(spot.path)} should be a number`);
  }

  boolean(spot: Spot): boolean | undefined {
    const value = scalar(spot);
    if (typeof value === 'boolean') return value;
    return this.problem(spot, `${this.kind}-not-yes-or-no`, `${inWords(spot.path)} should be true or false`);
  }

  /** The line a spot (of a field: its key) starts on, from 1. */
  lineOf(spot: Spot | Field): number | undefined {
    const range = ('keyNode' in spot ? spot.keyNode?.range : undefined) ?? spot.node?.range;
    return range ? this.document.lineAt(range[0]) : undefined;
  }

  /** One of a few words. */
  choice<T extends string>(spot: Spot, words: readonly T[]): T | undefined {
    const value = scalar(spot);
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const meant = typeof value === 'string' ? didYouMean(value, words) : undefined;
    return this.problem(
      spot,
      `${this.kind}-bad-choice`,
      `${inWords(spot.path)} should be one of ${words.join(', ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    );
  }
}

/** The value of a scalar, undefined for anything else. */
export function scalar(spot: Spot): unknown {
  return isScalar(spot.node) ? spot.node.value : undefined;
}

/** Whether the spot holds a map. */
export function isMapAt(spot: Spot): boolean {
  return isMap(spot.node);
}

/** Whether the spot holds a list. */
export function isListAt(spot: Spot): boolean {
  return isSeq(spot.node);
}
