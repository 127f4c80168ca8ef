// Who is signed in.
import { change, get } from './call.ts';

export type Role = 'admin' | 'marketing' | 'sales' | 'viewer';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The service's time, in milliseconds since 1970. */
  readonly now: number;
  /** How one proves anew who one is, to sign a definition. */
  readonly signsBy: 'password' | 'provider';
  /** Until when that is proved at the identity provider; null where it is not. */
  readonly freshUntil: number | null;
}

/** How one may sign in besides by password. */
export interface Ways {
  readonly provider: { readonly name: string } | null;
}

/** The one who is signed in. */
export const readMe = (): Promise<Me> => get('/me');

/** Signs in; a wrong password is an ApiProblem. */
export const signIn = (email: string, password: string): Promise<unknown> =>
  change('POST', '/session', { email, password });

/** How one may sign in. */
export const readWays = (): Promise<Ways> => get('/session/ways');

/** The address that leads to the identity provider and back to a page; with `again` to prove anew who one is. */
export const wayToProvider = (to: string, again = false): string =>
  `/api/v1/session/provider?${new URLSearchParams({ to, ...(again && { again: 'true' }) })}`;

/** Signs out. */
export const signOut = (): Promise<void> => change('DELETE', '/session');

/** Makes the first person, by the token of the one-time link. */
export const setUp = (person: { token: string; name: string; email: string; password: string }): Promise<unknown> =>
  change('POST', '/setup', person);
