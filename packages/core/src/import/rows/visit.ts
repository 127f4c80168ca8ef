// A row of analytics as a visit: when somebody came, and from where (K14). Feeds the source report, never leads.
import { type Draft, instantOf, textOf, type Visit } from './draft.ts';

/** The visit that a row is; undefined where it does not say when. */
export function visitOf(draft: Draft): Visit | undefined {
  const at = instantOf(draft, 'occurredAt')?.at;
  if (at === undefined) return undefined;
  const { source, name } = draft.campaign ?? {};
  const referrer = hostOf(textOf(draft, 'referrer'));
  // From one page of the site to another nobody comes from anywhere.
  const from = referrer === hostOf(textOf(draft, 'url')) ? undefined : referrer;
  const told = [source, from, name].find((each) => typeof each === 'string' && each !== '');
  return { at, visitor: textOf(draft, 'anonymousId') ?? textOf(draft, 'userId'), source: told as string | undefined };
}

function hostOf(address: string | undefined): string | undefined {
  return /^[a-z]+:\/\/(?:www\.)?([^/:?#]+)/i.exec(address ?? '')?.[1]?.toLowerCase();
}
