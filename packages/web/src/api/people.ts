// Everybody who may sign in, for names beside ids.
import { useQuery } from '@tanstack/react-query';
import { change, get } from './call.ts';
import type { Role } from './session.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly team: string | null;
  /** Hand-offs taken for each that a rep of weight 1 takes. */
  readonly weight: number;
  readonly awayUntil: number | null;
  readonly disabled: boolean;
  /** Hand-offs on their desk. */
  readonly open: number;
  /** Signatures under versions that are not in force. */
  readonly pendingSignatures: number;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly team?: string;
  readonly password: string;
}

/** What may be changed of somebody. */
export type PersonChange = Partial<Pick<Person, 'name' | 'role' | 'team' | 'weight' | 'awayUntil' | 'disabled'>>;

/** Adds somebody. */
export const addPerson = (person: NewPerson): Promise<unknown> => change('POST', '/people', person);

/** Changes somebody; another role voids what they signed and is not in force. */
export const changePerson = (id: string, what: PersonChange): Promise<Person> =>
  change('PATCH', `/people/${encodeURIComponent(id)}`, what);

/** Everybody, with what is on their desks. */
export const readPeople = (): Promise<{ people: readonly Person[] }> => get('/people');

/** What somebody is called, by id; the id while that is not known. */
export function useNames(): (id: string) => string {
  const { data } = useQuery({ queryKey: ['people'], queryFn: readPeople, staleTime: 60_000 });
  return (id) => data?.people.find((person) => person.id === id)?.name ?? id;
}
