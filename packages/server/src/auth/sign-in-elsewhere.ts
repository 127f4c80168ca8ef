// Who somebody is here whom an identity provider vouches for: known by its name for them, else by a verified e-mail the first time, else new where a role is mapped, else nobody.
import type { Config } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { addIdentity, hasIdentity, personBySubject } from '../store/identity-rows.ts';
import { addPerson, personByEmail } from '../store/people-rows.ts';
import type { Changing } from '../store/store.ts';
import type { PeopleTable } from '../store/tables.ts';
import type { Claims } from './identity-provider.ts';
import type { Role } from './policy.ts';

/** What a new person is made of. */
export type MakePerson = (name: string, email: string, role: Role) => PeopleTable;

/** The person, bound to the provider's name for them. Throws a 403 for whoever may not sign in. */
export async function personFor(
  tx: Changing,
  claims: Claims,
  config: Config,
  make: MakePerson,
  now: number,
): Promise<PeopleTable> {
  const { issuer, subject } = claims;
  const known = await personBySubject(tx, issuer, subject);
  if (known !== undefined) return admitted(known);
  const email = believedEmail(claims, config);
  const found = await personByEmail(tx, email);
  // An e-mail that was given to somebody else opens nothing that was the first one's.
  if (found !== undefined && (await hasIdentity(tx, found.id, issuer))) throw nobody();
  const person = found ?? newcomer(claims, email, config, make);
  if (found === undefined) await addPerson(tx, person);
  admitted(person);
  await addIdentity(tx, { issuer, subject, person: person.id, made_at: now });
  return person;
}

function admitted(person: PeopleTable): PeopleTable {
  if (person.disabled_at !== null) throw nobody();
  return person;
}

function believedEmail({ email, isVerified }: Claims, { BATON_OIDC_DOMAINS: domains }: Config): string {
  if (email === undefined || !isVerified)
    throw new Refusal(403, 'http-email-unverified', 'the identity provider does not vouch for your e-mail', {
      hint: 'have it verified there; an admin may also set BATON_OIDC_TRUST_EMAIL for a directory of their own',
    });
  const domain = email.split('@').at(-1) ?? '';
  if (domains !== undefined && !domains.some((each) => each.toLowerCase() === domain)) throw nobody();
  return email;
}

function newcomer({ groups, name }: Claims, email: string, config: Config, make: MakePerson): PeopleTable {
  const pairs = (config.BATON_OIDC_ROLES ?? []).map((pair) => pair.split('='));
  const pair = pairs.find(([group]) => group !== undefined && groups.includes(group));
  if (pair === undefined) throw nobody();
  return make(name ?? email.split('@')[0] ?? email, email, pair[1] as Role);
}

/** The same answer whoever is meant: it tells nobody who is known here. */
function nobody(): Refusal {
  return new Refusal(403, 'http-nobody-here', 'you are signed in there, but may not use Baton', {
    hint: 'ask an admin of Baton to add you',
  });
}
