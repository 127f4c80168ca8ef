// What mails read, against what stands in for it: every variable needs a fallback, every mail a way out. Templates are parsed elsewhere, by the library that renders them; here only what they read is judged.
import type { Place, Problem } from '../../base/problem.ts';
import type { Programme } from '../programme/programme.ts';

/** One place where a template (or a subject) reads a variable, e.g. `lead.firstName`. */
export interface VariableUse {
  readonly variable: string;
  readonly place: Place;
}

/** A mail's subject and body as far as they read anything. */
export interface ReadTemplate {
  readonly mail: string;
  readonly file: string;
  readonly uses: readonly VariableUse[];
}

/** Variables that are always known when a mail is made: the way out, the sender, and what the mail offers. */
export const ALWAYS_KNOWN = ['unsubscribe', 'offer.url', 'offer.label'] as const;
/** What every mail has to read. */
const WAY_OUT = 'unsubscribe';

/** Checks the templates that were found. A mail without a template, a variable without a fallback and a mail without a way out are errors. */
export function checkTemplates(programme: Programme, templates: readonly ReadTemplate[]): Problem[] {
  const { mails, fallbacks } = programme;
  const used = new Set(templates.flatMap(({ uses }) => uses.map(({ variable }) => variable)));
  return [
    ...mails
      .filter(({ name }) => !templates.some(({ mail }) => mail === name))
      .map(({ name }) =>
        error(
          'programme-no-template',
          { path: `mails.${name}` },
          `there is no template for the mail ${name}`,
          `write templates/${name}.liquid`,
        ),
      ),
    ...templates.flatMap((template) => checkTemplate(programme, template)),
    ...Object.keys(fallbacks)
      .filter((variable) => !used.has(variable))
      .map(
        (variable): Problem => ({
          ...error(
            'programme-unused',
            { path: `fallbacks.${variable}` },
            `no mail reads ${variable}`,
            'drop it, or use it',
          ),
          severity: 'warning',
        }),
      ),
  ];
}

function checkTemplate({ mails, fallbacks }: Programme, { mail, file, uses }: ReadTemplate): Problem[] {
  const declared = mails.find(({ name }) => name === mail);
  if (declared === undefined)
    return [
      {
        ...error(
          'programme-unused',
          { file },
          `no mail of the programme is called ${mail}`,
          'drop the file, or add it to mails',
        ),
        severity: 'warning',
      },
    ];
  const problems = uses.flatMap(({ variable, place }) => {
    if (Object.hasOwn(fallbacks, variable)) return [];
    if (variable.startsWith('offer.') && declared.offers === undefined)
      return [
        error(
          'programme-no-offer',
          place,
          `${mail} reads ${variable}, and offers nothing`,
          `add offers: to mails.${mail}`,
        ),
      ];
    if ((ALWAYS_KNOWN as readonly string[]).includes(variable)) return [];
    if (!/^(lead|account)\.\w+$/.test(variable))
      return [
        error(
          'programme-unknown-variable',
          place,
          `a mail cannot read ${variable}`,
          `it may read lead.…, account.…, ${ALWAYS_KNOWN.join(', ')}`,
        ),
      ];
    return [
      error(
        'programme-no-fallback',
        place,
        `${variable} is not known of everybody, and nothing stands in for it`,
        `add ${variable}: to fallbacks`,
      ),
    ];
  });
  if (uses.some(({ variable }) => variable === WAY_OUT)) return problems;
  const message = `the mail ${mail} shows no way out`;
  return [...problems, error('programme-no-way-out', { file }, message, 'add {{ unsubscribe }} to the template')];
}

function error(code: string, place: Place, message: string, hint: string): Problem {
  return { code, severity: 'error', message, place, hint };
}
