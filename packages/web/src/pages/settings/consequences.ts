// What follows when somebody's role changes, or when they may not sign in any more, in words.
import type { Person, PersonChange } from '../../api/people.ts';
import { count } from '../../words/numbers.ts';

/** Sentences, the weightiest first. */
export function consequencesOf(person: Person, { role, disabled }: PersonChange): string[] {
  const told: string[] = [];
  const isLeaving = disabled === true && !person.disabled;
  if ((isLeaving || (role !== undefined && role !== person.role)) && person.pendingSignatures > 0)
    told.push(
      `${count(person.pendingSignatures, 'signature')} under versions that are not in force will be void: another ${person.role === 'sales' ? 'of sales' : 'of marketing'} has to sign.`,
    );
  if (isLeaving) told.push('They are signed out at once, everywhere.');
  if (disabled === false && person.disabled) told.push('They can sign in with the password they had.');
  const stops = person.role === 'sales' && (isLeaving || (role !== undefined && role !== 'sales'));
  if (stops) told.push('No new hand-off is given to them.');
  if (stops && person.open > 0)
    told.push(`${count(person.open, 'hand-off stays', 'hand-offs stay')} with them until somebody takes it over.`);
  if (role === 'admin') told.push('An admin adds people and makes keys, and signs nothing.');
  if (role === 'viewer') told.push('A viewer looks, and changes nothing.');
  if (role === 'sales' || role === 'marketing') told.push(`They sign definitions for ${role}.`);
  return told;
}
