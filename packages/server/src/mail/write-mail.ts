// A mail as it leaves: subject, text and HTML out of a programme's templates and what was known of the person when it was decided; with the headers by which anybody can leave in one click (RFC 8058).
import type { Json } from '@baton/core/journal/entry';
import { templateEngine } from '@baton/files/reading/template-engine';
import type { StoredProgramme } from '../live/programmes-in-force.ts';
import type { MailTokens } from './mail-tokens.ts';
import { plainText } from './plain-text.ts';

/** What is written of. */
export interface MailToWrite {
  readonly id: string;
  readonly mail: string;
  readonly variables: Readonly<Record<string, Json>>;
}

/** What every mail is written with. `base` is where people reach the service. */
export interface MailPaper {
  readonly base: string;
  readonly tokens: MailTokens;
}

/** A mail, written. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** It cannot be written: a template that breaks off, or a subject of several lines. */
export class CannotWrite extends Error {}

const engines = { html: templateEngine('html'), text: templateEngine('text') };

/** Writes it. Throws {@link CannotWrite} with the reason. */
export function writeMail(stored: StoredProgramme, mail: MailToWrite, { base, tokens }: MailPaper): WrittenMail {
  const { programme, templates } = stored;
  const declared = programme.mails.find(({ name }) => name === mail.mail);
  const template = templates[mail.mail];
  if (declared === undefined || template === undefined) throw new CannotWrite(`there is no mail ${mail.mail}`);
  const asset = programme.assets.find(({ name }) => name === declared.offers);
  if (asset?.url !== undefined && !/^https?:\/\//i.test(asset.url))
    throw new CannotWrite(`the asset ${asset.name} leads to no web address`);
  const leave = new URL(`/m/leave/${tokens.sign({ kind: 'leave', mail: mail.id })}`, base).href;
  const link = asset?.name ?? '';
  const offer =
    asset?.url === undefined
      ? undefined
      : new URL(`/m/go/${tokens.sign({ kind: 'click', mail: mail.id, link, url: asset.url })}`, base).href;
  const scope = scopeOf(stored, mail, { unsubscribe: leave, offer: { url: offer ?? '', label: asset?.label ?? '' } });
  const subject = rendered('text', declared.subject, scope);
  if (/[\r\n\0]/.test(subject)) throw new CannotWrite('the subject has more than one line');
  const body = rendered('html', template, scope);
  const open = new URL(`/m/open/${tokens.sign({ kind: 'open', mail: mail.id })}`, base).href;
  return {
    subject: subject.trim(),
    text: plainText(body),
    html: `<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n${body}\n<img src="${open}" width="1" height="1" alt="">\n</body></html>\n`,
    headers: { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}

function rendered(output: 'html' | 'text', template: string, scope: object): string {
  try {
    return String(engines[output].parseAndRenderSync(template, scope));
  } catch (error) {
    throw new CannotWrite((error as Error).message.split('\n')[0]);
  }
}

/** Every variable that the mail reads, as known or as its fallback: nothing is ever missing, and nothing else is there. */
function scopeOf(
  { programme, reads }: StoredProgramme,
  { mail, variables }: MailToWrite,
  always: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const scope: Record<string, unknown> = { ...always };
  for (const variable of reads[mail] ?? []) {
    const [root = '', ...path] = variable.split('.');
    if (root !== 'lead' && root !== 'account') continue;
    const known = variables[variable];
    const value = isSayable(known) ? known : (programme.fallbacks[variable] ?? '');
    let at = scope;
    for (const step of [root, ...path.slice(0, -1)]) {
      if (typeof at[step] !== 'object') at[step] = Object.create(null);
      at = at[step] as Record<string, unknown>;
    }
    at[path.at(-1) as string] = value;
  }
  return scope;
}

/** What can be said in a sentence. */
function isSayable(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'number' || typeof value === 'boolean';
}
