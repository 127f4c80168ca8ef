// The tables of nurture programmes: their versions, who is in them, what they decided, and the mails that leave.

/** A programme's folder as a version. */
export interface ProgrammesTable {
  name: string;
  version: number;
  digest: string;
  definition: string;
  title: string;
  /** `programme.yaml`, `tests.yaml`, and templates by mail, as JSON. */
  text: string;
  tests: string;
  templates: string;
  /** Variables that each mail reads, by mail, as JSON. */
  reads: string;
  state: string;
  author: string;
  made_at: number;
  edited_at: number;
  /** When it first came into force; its place among the programmes. */
  effective_at: number | null;
}

/** From which instant on a version was in which state. Never changed: replays read it. */
export interface ProgrammeStatesTable {
  name: string;
  version: number;
  at: number;
  state: string;
  person: string;
}

/** One time somebody was in a programme. */
export interface EnrolmentsTable {
  id: string;
  programme: string;
  version: number;
  lead: string;
  account: string;
  unit: number;
  number: number;
  at: number;
  by: string;
  arm: string;
  /** The step that is waited for; null at the end. */
  step: string | null;
  due_at: number | null;
  ended_at: number | null;
  ended_by: string | null;
  qualified_at: number | null;
  opportunity_at: number | null;
  won_at: number | null;
}

/** Everything programmes decided, in canonical bytes. */
export interface ProgrammeDecisionsTable {
  id: string;
  at: number;
  kind: string;
  programme: string;
  version: number;
  lead: string;
  enrolment: string | null;
  step: string | null;
  body: string;
}

/** A mail that leaves, or did, or did not. */
export interface MailsTable {
  /** Its name for ever, by person, programme, enrolment and step. */
  id: string;
  enrolment: string;
  programme: string;
  version: number;
  step: string;
  mail: string;
  number: number;
  lead: string;
  unit: number;
  address: string;
  domain: string;
  zone: string;
  purpose: string;
  /** What the template read when it was decided, as JSON by variable. */
  variables: string;
  decided_at: number;
  due_at: number;
  state: string;
  attempts: number;
  fence: number;
  leased_until: number;
  /** When it was last handed to the mail server. */
  sending_at: number | null;
  ended_at: number | null;
  problem: string | null;
  opened_at: number | null;
  clicked_at: number | null;
}
