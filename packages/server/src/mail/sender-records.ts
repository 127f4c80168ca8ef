// Whether other mail servers will believe that our mails are ours: the SPF, DKIM and DMARC records of the domain that mails are from (RFC 7208, 6376, 7489).

/** Looks up TXT records, as `resolveTxt` of node:dns does: an error's `code` says why there are none. */
export type ResolveTxt = (name: string) => Promise<string[][]>;

/** One record: `ok`; `weak`, it is there and asks for little; `missing`; `wrong`; or `unknown`, the name servers did not answer. */
export interface SenderRecord {
  readonly record: 'SPF' | 'DKIM' | 'DMARC';
  readonly state: 'ok' | 'weak' | 'missing' | 'wrong' | 'unknown';
  /** Where it was looked for. */
  readonly name: string;
  readonly found: string | null;
  readonly words: string;
}

/** Selectors that mail providers use, tried where none is given. */
const SELECTORS = ['default', 'google', 'selector1', 'selector2', 's1', 's2', 'k1', 'k2', 'mail', 'dkim', 'pm', 'mg'];

/** Checks the records of a domain. `selector` names the DKIM key that the mail server signs with. */
export async function checkSenderRecords(
  domain: string,
  selector: string | undefined,
  resolve: ResolveTxt,
): Promise<SenderRecord[]> {
  return [await spf(domain, resolve), await dkim(domain, selector, resolve), await dmarc(domain, resolve)];
}

async function spf(name: string, resolve: ResolveTxt): Promise<SenderRecord> {
  const texts = await lookUp(name, resolve);
  const told = (state: SenderRecord['state'], words: string, found: string | null = null): SenderRecord => ({
    record: 'SPF',
    state,
    name,
    found,
    words,
  });
  if (texts === undefined) return told('unknown', 'the name servers did not answer: try again later');
  const records = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  if (record === undefined) return told('missing', 'nothing says which servers may send for this domain');
  if (records.length > 1)
    return told('wrong', 'there are two SPF records, and so there is none (RFC 7208, 4.5)', record);
  if (/\s\+?all(\s|$)/i.test(record))
    return told('wrong', 'it lets every server on earth send for this domain', record);
  if (!/\s[-~]all(\s|$)|\sredirect=/i.test(record))
    return told('weak', 'it says of no server that it may not send: end it with ~all or -all', record);
  return told('ok', 'it says which servers may send; make sure that yours is among them', record);
}

async function dkim(domain: string, selector: string | undefined, resolve: ResolveTxt): Promise<SenderRecord> {
  const tried = selector === undefined ? SELECTORS : [selector];
  let isUnknown = false;
  for (const each of tried) {
    const name = `${each}._domainkey.${domain}`;
    const texts = await lookUp(name, resolve);
    isUnknown ||= texts === undefined;
    const record = texts?.find((text) => /(^|;)\s*p=/i.test(text));
    if (record === undefined) continue;
    const key = /(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1]?.replaceAll(/\s/g, '') ?? '';
    const base = { record: 'DKIM', name, found: record } as const;
    if (key === '') return { ...base, state: 'wrong', words: 'the key was revoked: its p= is empty' };
    const isShort = !/k=ed25519/i.test(record) && key.length < 200;
    return isShort
      ? { ...base, state: 'weak', words: 'the key is shorter than 1024 bits: receivers ignore it' }
      : { ...base, state: 'ok', words: `there is a key under the selector ${each}` };
  }
  const name = `${tried[0]}._domainkey.${domain}`;
  const base = { record: 'DKIM', name, found: null } as const;
  if (isUnknown) return { ...base, state: 'unknown', words: 'the name servers did not answer: try again later' };
  const words =
    selector === undefined
      ? 'no key under the selectors that providers use: name the one that your mail server signs with'
      : `there is no key under the selector ${selector}`;
  return { ...base, state: 'missing', words };
}

async function dmarc(domain: string, resolve: ResolveTxt): Promise<SenderRecord> {
  const parts = domain.split('.');
  // A subdomain goes by the record of its organisation where it has none (RFC 7489, 6.6.3); lists of public suffixes aside, that is one of the names above it.
  const names = parts.slice(0, -1).map((_, i) => `_dmarc.${parts.slice(i).join('.')}`);
  let isUnknown = false;
  for (const name of names) {
    const texts = await lookUp(name, resolve);
    isUnknown ||= texts === undefined;
    const record = texts?.find((text) => /^v=DMARC1\s*(;|$)/.test(text));
    if (record === undefined) continue;
    const policy = /(?:^|;)\s*p=\s*(\w+)/i.exec(record)?.[1]?.toLowerCase();
    const base = { record: 'DMARC', name, found: record } as const;
    if (policy === 'reject' || policy === 'quarantine')
      return {
        ...base,
        state: 'ok',
        words: `mail that is not ours is to be ${policy === 'reject' ? 'rejected' : 'quarantined'}`,
      };
    if (policy === 'none')
      return { ...base, state: 'weak', words: 'it only watches (p=none): enough for large receivers, no protection' };
    return { ...base, state: 'wrong', words: 'it has no policy: p= should be none, quarantine or reject' };
  }
  const base = { record: 'DMARC', name: names[0] as string, found: null } as const;
  return isUnknown
    ? { ...base, state: 'unknown', words: 'the name servers did not answer: try again later' }
    : { ...base, state: 'missing', words: 'large receivers ask for it of whoever sends many mails' };
}

/** The texts at a name; none where it has none, undefined where nobody could say. */
async function lookUp(name: string, resolve: ResolveTxt): Promise<string[] | undefined> {
  try {
    return (await resolve(name)).map((parts) => parts.join(''));
  } catch (error) {
    return ['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '') ? [] : undefined;
  }
}
