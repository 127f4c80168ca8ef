// What a company tells hygiene of itself: its own domains, its competitors', links that no person sees, networks of its own, rules it does without. Checked here, so that nobody past this re-checks.
import { didYouMean } from '../base/did-you-mean.ts';
import { failure, type Outcome, type Problem, success } from '../base/problem.ts';
import { isSharedDomain, normaliseDomain } from '../journal/identifiers.ts';
import { HYGIENE_RULES, type HygieneRuleId, hygieneRule } from './rules.ts';
import type { KnownNetwork } from './signs/known-networks.ts';

/** Settings in their written form. */
export interface HygieneSettings {
  /** Domains of the company itself; subdomains belong to them. */
  readonly internal: readonly string[];
  readonly competitors: readonly string[];
  readonly honeypots: readonly Honeypot[];
  /** Networks of scanners besides those that are known. */
  readonly networks: readonly KnownNetwork[];
  /** Rules that are not judged by. */
  readonly without: readonly HygieneRuleId[];
}

/** A link that only machines follow: an address without scheme, or a property that says so where it is true. */
export type Honeypot = { readonly address: string } | { readonly property: string };

/** Nothing told. */
export const NO_SETTINGS: HygieneSettings = { internal: [], competitors: [], honeypots: [], networks: [], without: [] };

/** What people write. */
export interface GivenSettings {
  readonly internal?: readonly string[];
  readonly competitors?: readonly string[];
  readonly honeypots?: readonly string[];
  readonly networks?: readonly KnownNetwork[];
  readonly without?: readonly string[];
}

/** Checks what people write: domains (free mail is nobody's), links, names of rules. */
export function parseSettings(given: GivenSettings): Outcome<HygieneSettings> {
  const problems: Problem[] = [];
  const settings: HygieneSettings = {
    internal: domains(given.internal, problems),
    competitors: domains(given.competitors, problems),
    honeypots: (given.honeypots ?? []).flatMap((text) => honeypot(text, problems)),
    networks: given.networks ?? [],
    without: (given.without ?? []).flatMap((name) => ruleNamed(name, problems)),
  };
  const both = settings.internal.filter((domain) => settings.competitors.includes(domain));
  for (const domain of both)
    problems.push(error('hygiene-bad-domain', `${domain} cannot be the company's own and a competitor's`));
  return problems.length > 0 ? failure(problems) : success(settings);
}

function error(code: string, message: string, hint?: string): Problem {
  return { code, severity: 'error', message, ...(hint !== undefined && { hint }) };
}

function domains(given: readonly string[] | undefined, problems: Problem[]): string[] {
  return (given ?? []).flatMap((text) => {
    const domain = normaliseDomain(text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text);
    if (domain === null) problems.push(error('hygiene-bad-domain', `"${text}" is no web domain`, 'write ours.example'));
    else if (isSharedDomain(domain))
      problems.push(error('hygiene-shared-domain', `${domain} belongs to no company: anybody has an address there`));
    else return [domain];
    return [];
  });
}

function honeypot(text: string, problems: Problem[]): Honeypot[] {
  const plain = text.trim();
  if (/^[A-Za-z_][\w-]*$/.test(plain)) return [{ property: plain }];
  if (/[/.]/.test(plain) && !/\s/.test(plain)) return [{ address: plainAddress(plain) }];
  problems.push(
    error(
      'hygiene-bad-honeypot',
      `"${text}" is neither a link nor the name of a property`,
      'write https://ours.example/do-not-follow, /do-not-follow, or the name of a property',
    ),
  );
  return [];
}

/** An address as honeypots compare it: without scheme, `www.`, query and the slash at the end. */
export function plainAddress(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/(.)\/$/, '$1');
}

function ruleNamed(name: string, problems: Problem[]): HygieneRuleId[] {
  const rule = hygieneRule(name);
  if (rule !== undefined) return [rule.id];
  const names = HYGIENE_RULES.map(({ id }) => id);
  const meant = didYouMean(name, names);
  problems.push(
    error(
      'hygiene-unknown-rule',
      `there is no rule "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      `rules: ${names.join(', ')}`,
    ),
  );
  return [];
}
