// The tables of what leaves for other systems, and of who was told.

/** Where messages go: a webhook of another system. A secret is kept as it is, since every message is signed with it. */
export interface EndpointsTable {
  id: string;
  url: string;
  secret: string;
  /** Kinds of messages it wants, as JSON. */
  kinds: string;
  label: string;
  made_by: string;
  made_at: number;
  ended_at: number | null;
  ended_because: string | null;
}

/** What must leave: written in the transaction that made it necessary, delivered at least once. */
export interface OutboxTable {
  /** `endpoint:message`: one of each. */
  id: string;
  endpoint: string;
  /** The message's id, the same at every attempt. */
  message: string;
  kind: string;
  body: string;
  made_at: number;
  due_at: number;
  attempts: number;
  /** Until when one process alone may deliver it. */
  leased_until: number;
  /** Rises with every lease: whoever lost it changes nothing any more. */
  fence: number;
  state: string;
  problem: string | null;
  ended_at: number | null;
}

/** Who has read which version of a definition. */
export interface AcknowledgementsTable {
  name: string;
  version: number;
  person: string;
  at: number;
}
