// Lint rules on conditions: those that say nothing, those that compare what cannot be equal, and names that look misspelt.
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Problem } from '../../base/problem.ts';
import { ACCOUNT_ATTRIBUTES, type Attribute, ENTRY_FIELDS, LEAD_ATTRIBUTES } from '../../journal/attributes.ts';
import type { Condition, ConditionNode, Mention } from '../condition.ts';
import { children } from '../condition-walk.ts';
import type { Clause, Definition } from '../definition.ts';
import { warn } from './warn.ts';

/** A condition and where it stands in the definition. */
export interface Placed {
  readonly path: string;
  readonly when: Condition;
}

/** Warnings about every condition of the definition. */
export function lintConditions(definition: Definition): Problem[] {
  return conditionsOf(definition).flatMap((placed) => [
    ...vague(placed),
    ...lintNodes(placed.when.node, placed.path),
    ...names(placed),
  ]);
}

/** Every condition with its path. */
export function conditionsOf(definition: Definition): Placed[] {
  const { fit, handoff } = definition;
  const unless = (clause: Clause, path: string): Placed[] => [
    ...(clause.unless === undefined ? [] : [{ path: `${path}.unless`, when: clause.unless }]),
    ...(clause.any ?? []).flatMap((each, i) => unless(each, `${path}.any[${i}]`)),
    ...(clause.all ?? []).flatMap((each, i) => unless(each, `${path}.all[${i}]`)),
  ];
  return [
    ...(fit?.criteria ?? []).map(({ name, when }) => ({ path: `fit.criteria.${name}.when`, when })),
    ...(fit?.disqualify ?? []).map(({ name, when }) => ({ path: `fit.disqualify.${name}.when`, when })),
    ...(['engagement', 'usage'] as const).flatMap((track) => [
      ...(definition[track]?.sources ?? []).map(({ when }, i) => ({ path: `${track}.sources[${i}].when`, when })),
      ...(definition[track]?.signals ?? []).map(({ name, when }) => ({ path: `${track}.signals.${name}.when`, when })),
    ]),
    ...definition.gates.flatMap((gate) => unless(gate.clause, `qualify.${gate.name}`)),
    ...unless(handoff.ready ?? {}, 'handoff.ready'),
    ...handoff.route.flatMap(({ when }, i) => (when === undefined ? [] : [{ path: `handoff.route[${i}].when`, when }])),
  ];
}

function vague({ path, when }: Placed): Problem[] {
  if (when.mentions.length > 0) return [];
  return [
    warn(
      'lint-vague-condition',
      path,
      `${when.source.trim()} reads nothing: it says the same of everybody`,
      'name what it should look at, for instance account.employees',
    ),
  ];
}

function lintNodes(node: ConditionNode, path: string): Problem[] {
  const own =
    node.op === 'compare'
      ? [
          ...nullComparison(node.left, node.right, path),
          ...sameOnBothSides(node.left, node.right, path),
          ...wrongType(node.left, node.right, path),
          ...wrongType(node.right, node.left, path),
        ]
      : [];
  return [...own, ...children(node).flatMap((child) => lintNodes(child, path))];
}

function nullComparison(left: ConditionNode, right: ConditionNode, path: string): Problem[] {
  const isNull = (node: ConditionNode): boolean => node.op === 'literal' && node.value === null;
  if (!isNull(left) && !isNull(right)) return [];
  return [
    warn(
      'lint-null-comparison',
      path,
      'a comparison with null is never true and never false, always unknown',
      'write has(account.employees) or !has(account.employees)',
    ),
  ];
}

function sameOnBothSides(left: ConditionNode, right: ConditionNode, path: string): Problem[] {
  if (
    left.op !== 'path' ||
    right.op !== 'path' ||
    left.root !== right.root ||
    left.path.join('.') !== right.path.join('.')
  )
    return [];
  return [warn('lint-vague-condition', path, 'both sides of this comparison are the same', 'compare with a value')];
}

const ATTRIBUTES: Readonly<Record<string, readonly Attribute[]>> = {
  entry: ENTRY_FIELDS,
  lead: LEAD_ATTRIBUTES,
  account: ACCOUNT_ATTRIBUTES,
};
const TYPES: Readonly<Record<string, string>> = {
  number: 'number',
  text: 'string',
  instant: 'string',
  boolean: 'boolean',
};

function attributeOf(mention: Mention): Attribute | undefined {
  return mention.path.length === 1 ? ATTRIBUTES[mention.root]?.find(({ name }) => name === mention.path[0]) : undefined;
}

/** A canonical attribute compared with a literal of another type is always unknown (R12). */
function wrongType(path: ConditionNode, literal: ConditionNode, at: string): Problem[] {
  if (path.op !== 'path' || literal.op !== 'literal' || literal.value === null) return [];
  const attribute = attributeOf(path);
  const wanted = attribute && TYPES[attribute.type];
  if (attribute === undefined || wanted === undefined || wanted === typeof literal.value) return [];
  const found = typeof literal.value === 'string' ? 'a text' : `a ${typeof literal.value}`;
  return [
    warn(
      'lint-wrong-type',
      at,
      `${path.root}.${attribute.name} is a ${attribute.type}, compared with ${found}: always unknown`,
      wanted === 'number' ? 'leave the quotes out' : 'put it into quotes',
    ),
  ];
}

/** What other systems call it. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  'account.headcount': 'account.employees',
  'account.companySize': 'account.employees',
  'account.size': 'account.employees',
  'account.numberOfEmployees': 'account.employees',
  'account.employeeCount': 'account.employees',
  'account.annualRevenue': 'account.revenue',
  'account.techStack': 'account.technologies',
  'account.website': 'account.domain',
  'lead.jobTitle': 'lead.title',
  'lead.department': 'lead.function',
  'lead.level': 'lead.seniority',
  'entry.event': 'entry.name',
  'entry.type': 'entry.kind',
  'entry.page': 'entry.path',
  'entry.utm_source': 'entry.campaign.source',
  'entry.utm_medium': 'entry.campaign.medium',
  'entry.utm_campaign': 'entry.campaign.name',
};

function names({ path, when }: Placed): Problem[] {
  return when.mentions.flatMap((mention) => {
    const meant = meantBy(mention);
    if (meant === undefined) return [];
    return [
      warn(
        'lint-attribute-name',
        path,
        `${mention.root}.${mention.path[0]} is no attribute of the catalogue; did you mean ${meant}?`,
        'own attributes are allowed: ignore this if it is one of yours',
      ),
    ];
  });
}

function meantBy(mention: Mention): string | undefined {
  const [first = ''] = mention.path;
  const known = ATTRIBUTES[mention.root] ?? [];
  if (known.some(({ name }) => name === first)) return undefined;
  const called = ALSO_CALLED[`${mention.root}.${first}`];
  if (called !== undefined) return called;
  const other = mention.root === 'lead' ? 'account' : 'lead';
  if (mention.root !== 'entry' && ATTRIBUTES[other]?.some(({ name }) => name === first)) return `${other}.${first}`;
  const near =
    first.length > (mention.root === 'entry' ? 2 : 3)
      ? didYouMean(
          first,
          known.map(({ name }) => name),
        )
      : undefined;
  return near === undefined ? undefined : `${mention.root}.${near}`;
}
