// Everybody who may sign in, for names beside ids.
import { useQuery } from '@tanstack/react-query';
import { get } from './call.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

const readPeople = (): Promise<{ people: readonly Person[] }> => get('/people');

/** What somebody is called, by id; the id while that is not known. */
export function useNames(): (id: string) => string {
  const { data } = useQuery({ queryKey: ['people'], queryFn: readPeople, staleTime: 60_000 });
  return (id) => data?.people.find((person) => person.id === id)?.name ?? id;
}
