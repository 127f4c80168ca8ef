// A condition: a small typed tree made from the Common Expression Language by condition-parse.ts. The same tree is
// evaluated (condition-evaluate.ts) and described in words (condition-describe.ts).

/** Where a value is read from: the entry itself, the lead's attributes, the account's attributes. */
export type Root = 'entry' | 'lead' | 'account';

/** A value a condition reads, e.g. root `account`, path `['employees']`. */
export interface Mention {
  readonly root: Root;
  readonly path: readonly string[];
}

interface Span {
  /** Character offsets into the condition's source, half open. */
  readonly start: number;
  readonly end: number;
}

export type ConditionNode = Span &
  (
    | { readonly op: 'literal'; readonly value: null | boolean | number | string }
    | { readonly op: 'list'; readonly items: readonly ConditionNode[] }
    | ({ readonly op: 'path' } & Mention)
    | ({ readonly op: 'has' } & Mention)
    | { readonly op: 'not' | 'negate' | 'size'; readonly of: ConditionNode }
    | { readonly op: 'and' | 'or' | 'in'; readonly left: ConditionNode; readonly right: ConditionNode }
    | {
        readonly op: 'compare';
        readonly how: '==' | '!=' | '<' | '<=' | '>' | '>=';
        readonly left: ConditionNode;
        readonly right: ConditionNode;
      }
    | {
        readonly op: 'arithmetic';
        readonly how: '+' | '-' | '*' | '/' | '%';
        readonly left: ConditionNode;
        readonly right: ConditionNode;
      }
    | {
        readonly op: 'text';
        readonly how: 'startsWith' | 'endsWith' | 'contains' | 'matches';
        readonly of: ConditionNode;
        readonly argument: ConditionNode;
      }
    | { readonly op: 'choose'; readonly test: ConditionNode; readonly yes: ConditionNode; readonly no: ConditionNode }
  );

/** A parsed condition. `mentions` lists every distinct value it reads, in order of first appearance. */
export interface Condition {
  readonly source: string;
  readonly node: ConditionNode;
  readonly mentions: readonly Mention[];
}
