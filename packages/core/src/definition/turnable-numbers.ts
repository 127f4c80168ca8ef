// The numbers of a definition that one turns to see what would become of it: points, grades' cut-offs, gates' thresholds. Read from the text and written back into it, so that comments and
// order stay as somebody wrote them.
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

/** What a number is about. */
export type TurnableKind = 'engagement' | 'usage' | 'fit' | 'grades' | 'gates';

/** One number, with its place in the text. */
export interface Turnable {
  /** Dotted path (`engagement.signals.demo.points`). */
  readonly path: string;
  readonly kind: TurnableKind;
  /** What it belongs to, as the text labels it. */
  readonly label: string;
  readonly value: number;
  /** Bounds of a slider: what is written may lie outside. */
  readonly least: number;
  readonly most: number;
  /** [from, until) in the text. */
  readonly from: number;
  readonly until: number;
}

/** Thresholds by their key, with the most that makes sense. */
const THRESHOLDS: Readonly<Record<string, number>> = { engagement: 100, usage: 100, engagedAt: 100, engagedLeads: 10 };

/** Every number that can be turned, in the order of the text's blocks. None where the text is no YAML. */
export function turnableNumbers(text: string): readonly Turnable[] {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0) return [];
  const { contents } = document;
  const points = (kind: TurnableKind, path: string, least: number, most: number): Turnable[] =>
    entriesAt(contents, path).flatMap(([name, item]) =>
      number(at(item, 'points'), { path: `${path}.${name}.points`, kind, label: labelOf(item, name), least, most }),
    );
  const cutOffs = entriesAt(contents, 'fit.grades').flatMap(([name, item]) =>
    number(item, { path: `fit.grades.${name}`, kind: 'grades', label: `Grade ${name} from`, least: 0, most: 100 }),
  );
  return [
    ...points('fit', 'fit.criteria', -100, 100),
    ...cutOffs,
    ...points('engagement', 'engagement.signals', -100, 100),
    ...points('usage', 'usage.signals', -100, 100),
    ...entriesAt(contents, 'qualify').flatMap(([name, item]) =>
      thresholdsIn(item, `qualify.${name}`, labelOf(item, name)),
    ),
  ];
}

/** The text with another number in the place of one of its own. */
export function withNumber(text: string, { from, until }: Turnable, value: number): string {
  return `${text.slice(0, from)}${value}${text.slice(until)}`;
}

/** Thresholds of a clause and of those inside it. */
function thresholdsIn(clause: Node | null, path: string, label: string): Turnable[] {
  if (isSeq(clause))
    return clause.items.flatMap((item, i) =>
      thresholdsIn(item as Node, `${path}[${i}]`, withGrade(label, item as Node)),
    );
  return entriesOf(clause).flatMap(([key, item]) => {
    const most = THRESHOLDS[key];
    const inner = `${path}.${key}`;
    if (most !== undefined)
      return number(item, { path: inner, kind: 'gates', label: `${label}: ${wordOf(key)}`, least: 0, most });
    return ['any', 'all', 'account'].includes(key) ? thresholdsIn(item, inner, label) : [];
  });
}

function wordOf(key: string): string {
  if (key === 'engagedAt') return 'a lead is engaged from';
  return key === 'engagedLeads' ? 'engaged leads' : `${key} from`;
}

/** Alternatives of a gate are told apart by the grade that they ask for. */
function withGrade(label: string, clause: Node): string {
  const fit = at(clause, 'fit');
  return isScalar(fit) ? `${label}, fit ${String(fit.value)}` : label;
}

function number(node: Node | null, about: Omit<Turnable, 'value' | 'from' | 'until'>): Turnable[] {
  if (!isScalar(node) || typeof node.value !== 'number' || !node.range) return [];
  const [from, until] = node.range;
  return [{ ...about, value: node.value, from, until }];
}

function labelOf(item: Node | null, otherwise: string): string {
  const label = at(item, 'label');
  return isScalar(label) ? String(label.value) : otherwise;
}

function at(node: Node | null, key: string): Node | null {
  return entriesOf(node).find(([name]) => name === key)?.[1] ?? null;
}

function entriesAt(root: Node | null, path: string): [string, Node | null][] {
  return entriesOf(path.split('.').reduce<Node | null>(at, root));
}

function entriesOf(node: Node | null): [string, Node | null][] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : String(key), value as Node | null]);
}
