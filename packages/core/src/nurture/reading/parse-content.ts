// What a programme has to offer and to say: assets, mails, and what stands in for what is not known.
import type { Field, YamlReader } from '../../base/yaml/yaml-reader.ts';
import { labelOf, need, readEach } from '../../definition/reading/parse-fit.ts';
import { readCondition } from '../../definition/reading/parse-values.ts';
import type { Asset, Mail } from '../programme/programme.ts';
import { readKnown } from './read-known.ts';

const VARIABLE = /^(lead|account)\.[A-Za-z_]\w*$/;

/** Reads `assets:`. */
export function parseAssets(reader: YamlReader, field: Field | undefined): Asset[] {
  return readEach(reader, field, (_, item) => {
    const fields = reader.fields(item, ['label', 'url', 'signal', 'when']);
    if (fields === undefined) return undefined;
    const signal = need(reader, item, fields, 'signal', (spot) => reader.text(spot));
    const [url, when] = [fields.get('url'), fields.get('when')];
    const address = url && readAddress(reader, url);
    const condition = when && readCondition(reader, when, ['entry']);
    if (signal === undefined) return undefined;
    return {
      name: item.key,
      label: labelOf(reader, fields, item.key),
      signal,
      ...(address !== undefined && { url: address }),
      ...(condition && { when: condition }),
    };
  });
}

function readAddress(reader: YamlReader, field: Field): string | undefined {
  const text = reader.text(field);
  if (text === undefined || /^https?:\/\/\S+$/.test(text)) return text;
  return reader.problem(field, 'programme-bad-address', `"${text}" is no web address`, 'write https://…');
}

/** Reads `mails:`. */
export function parseMails(reader: YamlReader, field: Field | undefined, assets: readonly Asset[]): Mail[] {
  return readEach(reader, field, (_, item) => {
    const fields = reader.fields(item, ['subject', 'offers']);
    if (fields === undefined) return undefined;
    const subject = need(reader, item, fields, 'subject', (spot) => reader.text(spot));
    const offers = fields.get('offers');
    const offered = offers && readKnown(reader, offers, 'asset', assets);
    return subject === undefined
      ? undefined
      : { name: item.key, subject, ...(offered !== undefined && { offers: offered }) };
  });
}

/** Reads `fallbacks: { lead.firstName: there }`. */
export function parseFallbacks(reader: YamlReader, field: Field | undefined): Readonly<Record<string, string>> {
  const pairs = [...((field && reader.fields(field)?.values()) ?? [])].flatMap((each) => {
    const text = reader.text(each);
    if (text !== undefined && VARIABLE.test(each.key)) return [[each.key, text] as const];
    if (text !== undefined)
      reader.problemAtKey(
        each,
        'programme-bad-variable',
        `"${each.key}" is no variable of a mail`,
        'write lead.firstName or account.name',
      );
    return [];
  });
  return Object.fromEntries(pairs);
}
