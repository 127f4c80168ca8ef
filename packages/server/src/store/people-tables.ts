// The tables of those who use Baton: people, sessions, keys, what they did and what they asked for.
import type { Generated } from 'kysely';

/** People who sign in. */
export interface PeopleTable {
  id: string;
  email: string;
  name: string;
  role: string;
  team: string | null;
  /** How many hand-offs this rep takes for each that a rep of weight 1 takes; 0 takes none. */
  weight: number;
  away_until: number | null;
  password: string | null;
  made_at: number;
  disabled_at: number | null;
}

/** Sessions by the digest of their token. `confirmed_at`: when the password was last given. */
export interface SessionsTable {
  token: string;
  person: string;
  made_at: number;
  expires_at: number;
  confirmed_at: number;
  /** When the person proved anew at the identity provider who they are; null once a signature has used it. */
  fresh_at: number | null;
}

/** What identity providers call people. */
export interface IdentitiesTable {
  issuer: string;
  subject: string;
  person: string;
  made_at: number;
}

/** Write keys (public, ingestion only) and secret keys, by the digest of the key. */
export interface KeysTable {
  id: string;
  kind: string;
  hash: string;
  shown: string;
  label: string;
  source: string | null;
  scopes: string;
  origins: string;
  made_by: string;
  made_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** When it was last used, to the minute or so. */
  used_at: number | null;
}

/** Who did what, each line chained to the one before by its digest. */
export interface AuditTable {
  position: Generated<number>;
  at: number;
  actor: string;
  action: string;
  subject: string;
  details: string;
  hash: string;
}

/** Answers to calls that may be repeated (P9). */
export interface IdempotencyTable {
  actor: string;
  key: string;
  request: string;
  status: number | null;
  body: string | null;
  made_at: number;
}

export interface SettingsTable {
  name: string;
  value: string;
}

/** Folders of exports that people sent. `state`: `open`, `brought-in`. `plan` and `bringing` are the latest jobs of it. */
export interface UploadsTable {
  id: string;
  state: string;
  answers: string;
  plan: string | null;
  bringing: string | null;
  made_by: string;
  made_at: number;
}

/** Work that goes on in the background. `progress` in thousandths. */
export interface JobsTable {
  id: string;
  kind: string;
  params: string;
  state: string;
  progress: number;
  doing: string;
  result: string | null;
  page: string | null;
  rows: string | null;
  problem: string | null;
  made_by: string;
  made_at: number;
  ended_at: number | null;
  /** The process that works on it; null where none does. */
  holder: string | null;
  /** Until when nobody else may. */
  held_until: number;
  /** How often it was begun. */
  begun: number;
}
