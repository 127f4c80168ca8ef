// Breaks of instrumentation out of data health: what happened since the reference to the very things that a definition goes by.
import type { Finding, FindingKind } from '../../health/finding.ts';
import type { WatchedCriterion } from '../criteria.ts';

const BREAKS: readonly FindingKind[] = ['feed-stopped', 'feed-renamed', 'feed-gap', 'attribute-dropped'];

/** A finding and the criterion it hits. */
export interface Break {
  readonly finding: Finding;
  readonly criterion: WatchedCriterion;
}

/** Findings that begin in or after a month and are about something that a condition names. */
export function breaksOf(
  findings: readonly Finding[],
  criteria: readonly WatchedCriterion[],
  fromMonth: string,
): Break[] {
  return findings
    .filter(({ kind, month }) => BREAKS.includes(kind) && month !== undefined && month >= fromMonth)
    .flatMap((finding) =>
      criteria.filter((each) => isAbout(finding, each)).map((criterion) => ({ finding, criterion })),
    );
}

/** Whether a condition names the feed or the attribute: by its text, as it is written there. */
function isAbout({ kind, place }: Finding, { when }: WatchedCriterion): boolean {
  if (kind === 'attribute-dropped') return new RegExp(`\\b${escaped(place)}\\b`).test(when);
  const [old = ''] = place.split(' → ');
  const name = old.replace(/^(track|page|screen) /, '');
  const part = /^\/[^/?#]+/.exec(name)?.[0];
  return when.includes(JSON.stringify(name)) || (part !== undefined && when.includes(JSON.stringify(part)));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
