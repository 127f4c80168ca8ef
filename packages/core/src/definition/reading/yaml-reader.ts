// Reads YAML with places: every value is taken together with its path and position, and every problem is collected, not thrown. Knows nothing of definitions.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import { didYouMean } from '../../base/did-you-mean.ts';
import { failure, type Outcome, type Place, type Problem, type Severity, success } from '../../base/problem.ts';

/** Larger documents are refused before they are parsed. */
export const LARGEST_DOCUMENT = 1_000_000;

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

export class YamlReader {
  readonly problems: Problem[] = [];
  readonly root: Spot;
  private readonly lines = new LineCounter();

  /** Parses the text; syntax problems are collected under `<kind>-syntax`. */
  constructor(
    private readonly source: string,
    readonly kind: 'definition' | 'tests' | 'mapping',
    private readonly file: string | undefined,
  ) {
    this.root = { node: this.parse(), path: '' };
  }

  private parse(): ParsedNode | null | undefined {
    if (this.source.length > LARGEST_DOCUMENT) {
      this.report(
        `${this.kind}-too-large`,
        `a document may have ${LARGEST_DOCUMENT} characters, this one has ${this.source.length}`,
        0,
        1,
      );
      return undefined;
    }
    try {
      const document = parseDocument(this.source, {
        lineCounter: this.lines,
        version: '1.2',
        uniqueKeys: true,
        merge: false,
        prettyErrors: false,
        logLevel: 'silent',
      });
      for (const error of [...document.errors, ...document.warnings]) {
        this.report(`${this.kind}-syntax`, sentence(error.message), error.pos[0], error.pos[1]);
      }
      return document.contents as ParsedNode | null;
    } catch {
      this.report(`${this.kind}-syntax`, 'this is no YAML that can be read: it may be nested too deeply', 0, 1);
      return undefined;
    }
  }

  /** The value with its warnings, or all problems, in the order of the text. */
  outcome<T>(value: T | undefined): Outcome<T> {
    const place = (problem: Problem): number => (problem.place?.line ?? 1) * 1e7 + (problem.place?.column ?? 1);
    const problems = [...this.problems].sort((a, b) => place(a) - place(b));
    const errors = problems.some((problem) => problem.severity === 'error');
    return value === undefined || errors ? failure(problems) : success(value, problems);
  }

  /** Reports a problem at a spot (the whole document where the spot has no node). */
  problem(spot: Spot | Field, code: string, message: string, hint?: string, severity: Severity = 'error'): undefined {
    const range = spot.node?.range ?? ('keyNode' in spot ? spot.keyNode?.range : undefined) ?? [0, 1];
    this.report(code, message, range[0], range[1], spot.path, hint, severity);
    return undefined;
  }

  /** Reports a problem inside a scalar: `from` and `length` count characters of its text. */
  problemInside(spot: Spot, code: string, message: string, from: number, length: number, hint?: string): undefined {
    const range = spot.node?.range ?? [0, 1];
    const quote = /^['"]/.test(this.source.slice(range[0], range[0] + 1)) ? 1 : 0;
    this.report(code, message, range[0] + quote + from, range[0] + quote + from + length, spot.path, hint);
    return undefined;
  }

  private report(
    code: string,
    message: string,
    start: number,
    end: number,
    path?: string,
    hint?: string,
    severity: Severity = 'error',
  ): void {
    const { line, col } = this.lines.lineStarts.length > 0 ? this.lines.linePos(start) : { line: 1, col: 1 };
    const lineStart = this.lines.lineStarts[line - 1] ?? 0;
    const text = this.source.slice(lineStart, lineStart + 400).split('\n', 1)[0] ?? '';
    const place: Place = {
      ...(this.file === undefined ? {} : { file: this.file }),
      ...(path ? { path } : {}),
      line,
      column: col,
      length: Math.max(1, Math.min(end - start, text.length - col + 1)),
      text: text.slice(0, 300),
    };
    this.problems.push({ code, severity, message, place, ...(hint === undefined ? {} : { hint }) });
  }

  /** The fields of a map, in order. With `known`, unknown keys are problems. Undefined (and a problem) where it is no map. */
  fields(spot: Spot, known?: readonly string[]): Map<string, Field> | undefined {
    if (!isMap(spot.node)) {
      return this.problem(spot, `${this.kind}-not-a-map`, `${nameOf(spot)} should be a map of names and values`);
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
      if (this.isKnown(field, spot, known)) fields.set(key, field);
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
    const meant = didYouMean(field.key, known);
    const where = spot.path === '' ? '' : ` in ${spot.path}`;
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
    return this.problem(spot, `${this.kind}-not-a-list`, `${nameOf(spot)} should be a list`);
  }

  /** A text, or a number read as text. */
  text(spot: Spot): string | undefined {
    const value = scalar(spot);
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    return this.problem(spot, `${this.kind}-not-a-text`, `${nameOf(spot)} should be a text`);
  }

  number(spot: Spot): number | undefined {
    const value = scalar(spot);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return this.problem(spot, `${this.kind}-not-a-number`, `${nameOf(spot)} should be a number`);
  }

  boolean(spot: Spot): boolean | undefined {
    const value = scalar(spot);
    if (typeof value === 'boolean') return value;
    return this.problem(spot, `${this.kind}-not-yes-or-no`, `${nameOf(spot)} should be true or false`);
  }

  /** Any scalar as JSON; what is no JSON becomes null. */
  plainScalar(spot: Spot): null | boolean | number | string {
    const value = scalar(spot);
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  /** The line a spot (of a field: its key) starts on, from 1. */
  lineOf(spot: Spot | Field): number | undefined {
    const range = ('keyNode' in spot ? spot.keyNode?.range : undefined) ?? spot.node?.range;
    return range ? this.lines.linePos(range[0]).line : undefined;
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
      `${nameOf(spot)} should be one of ${words.join(', ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
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

function nameOf(spot: Spot): string {
  return spot.path === '' ? 'the document' : spot.path;
}

function sentence(message: string): string {
  const first = (message.split('\n')[0] ?? message).trim();
  return first.charAt(0).toLowerCase() + first.slice(1);
}
