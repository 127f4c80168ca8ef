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
}

/** The one who is signed in. */
export const readMe = (): Promise<Me> => get('/me');

/** Signs in; a wrong password is an ApiProblem. */
export const signIn = (email: string, password: string): Promise<unknown> =>
  change('POST', '/session', { email, password });

/** Signs out. */
export const signOut = (): Promise<void> => change('DELETE', '/session');

/** Makes the first person, by the token of the one-time link. */
export const setUp = (person: { token: string; name: string; email: string; password: string }): Promise<unknown> =>
  change('POST', '/setup', person);
