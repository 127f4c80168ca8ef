// The rules of hygiene: what each looks at, what it says of an entry or a company, how sure it is. In order of strength: an entry that several suspect is flagged by the first. docs/hygiene.md says
// what each costs in people who are taken for machines.
import { canonicalJson } from '../base/canonical-json.ts';
import { shortDigestOf } from '../base/digest.ts';
import type { Confidence, FlagEntry } from '../journal/entry.ts';

/** One rule. Its version rises when the same settings would judge otherwise. */
export interface HygieneRule {
  readonly id: string;
  readonly version: number;
  readonly flag: Exclude<FlagEntry['flag'], 'duplicate'>;
  readonly confidence: Confidence;
  /** What it looks at, for people. */
  readonly words: string;
}

const ALL = [
  {
    id: 'sender-mark',
    version: 1,
    flag: 'machine',
    confidence: 'recorded',
    words: 'the sending system says that a machine made it',
  },
  {
    id: 'honeypot',
    version: 1,
    flag: 'machine',
    confidence: 'recorded',
    words: 'a link that no person sees was followed',
  },
  {
    id: 'user-agent',
    version: 1,
    flag: 'machine',
    confidence: 'recorded',
    words: 'the user agent is that of a program',
  },
  {
    id: 'scanner-network',
    version: 1,
    flag: 'machine',
    confidence: 'inferred',
    words: 'it came from the network of a mail scanner',
  },
  {
    id: 'mail-privacy',
    version: 1,
    flag: 'machine',
    confidence: 'inferred',
    words: 'a privacy proxy fetched the mail, whether anybody read it or not',
  },
  {
    id: 'link-burst',
    version: 1,
    flag: 'machine',
    confidence: 'inferred',
    words: 'three or more links of a mail within two seconds',
  },
  {
    id: 'delivery-timing',
    version: 1,
    flag: 'machine',
    confidence: 'inferred',
    words: 'a click within ten seconds of delivery, or an open within two',
  },
  {
    id: 'before-sending',
    version: 1,
    flag: 'machine',
    confidence: 'assumed',
    words: 'an open or a click before the mail was sent',
  },
  {
    id: 'page-rate',
    version: 1,
    flag: 'machine',
    confidence: 'inferred',
    words: 'thirty pages or more within a minute',
  },
  {
    id: 'test-record',
    version: 1,
    flag: 'test',
    confidence: 'inferred',
    words: 'the name or address of somebody trying a form',
  },
  {
    id: 'internal-domain',
    version: 1,
    flag: 'internal',
    confidence: 'recorded',
    words: 'the company itself',
  },
  {
    id: 'competitor-domain',
    version: 1,
    flag: 'competitor',
    confidence: 'recorded',
    words: 'a competitor',
  },
] as const satisfies readonly HygieneRule[];

/** The name of a rule. */
export type HygieneRuleId = (typeof ALL)[number]['id'];

/** Every rule, the strongest first. */
export const HYGIENE_RULES: readonly (HygieneRule & { readonly id: HygieneRuleId })[] = ALL;

/** The rule of a name, or undefined. */
export function hygieneRule(id: string): (HygieneRule & { readonly id: HygieneRuleId }) | undefined {
  return HYGIENE_RULES.find((rule) => rule.id === id);
}

/** What an entry carries of the rule that made it: `user-agent@1-4f0c2a19`, name, version and a digest of the lists and thresholds it judged by. */
export function ruleTag(rule: HygieneRule, judgedBy: unknown): string {
  return `${rule.id}@${rule.version}-${shortDigestOf(canonicalJson({ id: rule.id, version: rule.version, judgedBy })).slice(0, 8)}`;
}

/** The name of the rule in a {@link ruleTag}. */
export function ruleOfTag(tag: string | undefined): HygieneRuleId | undefined {
  return hygieneRule((tag ?? '').split('@')[0] as string)?.id;
}
