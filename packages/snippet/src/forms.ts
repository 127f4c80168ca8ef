// Forms that are sent: who it is, by their e-mail field, and that it was sent. Only fields that say what they hold are read; nothing that is ignored, secret or of a card ever is.
import type { Tracker } from './tracker.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Attributes of leads by what a field says it is for (HTML's `autocomplete`). */
const TRAITS: { readonly [token: string]: string } = {
  email: 'email',
  name: 'name',
  'given-name': 'firstName',
  'family-name': 'lastName',
  'organization-title': 'title',
};
const SECRET = /^cc-|password|one-time-code|card|cvc|cvv|iban|secret|token/i;

/** Watches forms from now on. */
export function watchForms(tracker: Tracker): void {
  const submitted = (event: Event): void => {
    const form = event.target;
    if (form instanceof HTMLFormElement && !isIgnored(form)) tell(form, tracker);
  };
  document.addEventListener('submit', submitted, true);
}

function tell(form: HTMLFormElement, tracker: Tracker): void {
  const fields = [...form.elements].filter(isField);
  // Who signs in, or searches, has not sent us a form.
  const isOther = fields.some((field) => field.autocomplete === 'current-password' || field.type === 'search');
  if (isOther) return;
  const traits: { [name: string]: unknown } = {};
  const properties: { [name: string]: unknown } = {};
  for (const field of fields.filter(isReadable)) {
    const trait = traitOf(field);
    const named = field.dataset.batonProperty;
    if (trait === 'company') traits.company = { name: field.value };
    else if (trait !== undefined) traits[trait] = field.value;
    if (named) properties[named] = field.value;
  }
  if (isEmail(traits.email)) tracker.identify(traits);
  const name = form.getAttribute('id') ?? form.getAttribute('name');
  tracker.track(form.dataset.batonEvent ?? 'Form Submitted', { ...(name && { form: name }), ...properties });
}

function isField(element: Element): element is Field {
  return /^(input|select|textarea)$/i.test(element.tagName);
}

/** Neither hidden nor secret, neither empty nor ignored, and a box only where it is ticked. */
function isReadable(field: Field): boolean {
  if (/^(password|hidden|file|submit|button)$/.test(field.type) || isIgnored(field) || field.disabled) return false;
  if (SECRET.test(field.autocomplete) || SECRET.test(field.name) || SECRET.test(field.id)) return false;
  if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type) && !field.checked) return false;
  return field.value.trim() !== '' && field.value.length <= 500;
}

function traitOf(field: Field): string | undefined {
  const own = field.dataset.batonTrait;
  if (own) return own;
  const token = field.autocomplete.split(' ').pop() ?? '';
  if (token === 'organization') return 'company';
  if (TRAITS[token] !== undefined) return TRAITS[token];
  return field.type === 'email' || /^e-?mail$/i.test(field.name) ? 'email' : undefined;
}

function isEmail(value: unknown): boolean {
  return typeof value === 'string' && /^\S+@\S+\.\S+$/.test(value.trim());
}

function isIgnored(element: Element): boolean {
  return element.closest('[data-baton-ignore]') !== null;
}
