// Which person an identity provider means, in the store.
import type { Changing, Reading } from './store.ts';
import type { IdentitiesTable, PeopleTable } from './tables.ts';

/** The person that an issuer calls by this subject. */
export function personBySubject(read: Reading, issuer: string, subject: string): Promise<PeopleTable | undefined> {
  return read
    .selectFrom('identities')
    .innerJoin('people', 'people.id', 'identities.person')
    .selectAll('people')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** Whether a person is known to an issuer by any subject. */
export async function hasIdentity(read: Reading, person: string, issuer: string): Promise<boolean> {
  const found = await read
    .selectFrom('identities')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('person', '=', person)
    .executeTakeFirst();
  return found !== undefined;
}

/** Binds a subject to a person, for good. */
export async function addIdentity(tx: Changing, identity: IdentitiesTable): Promise<void> {
  await tx.insertInto('identities').values(identity).execute();
}
