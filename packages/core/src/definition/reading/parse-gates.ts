// Gates: what has to hold before a lead is handed over, and the rules that hold for every gate (R15a, R16).

import { inWords } from '../../base/yaml/path-words.ts';
import type { Field, Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Clause, Gate } from '../definition.ts';
import { CLAUSE_KEYS, everyClause, parseClause, parseClauseFields } from './parse-clause.ts';
import { labelOf, readEach } from './parse-fit.ts';
import type { Known } from './parse-pattern.ts';
import { readDuration } from './parse-values.ts';

const MOST_GATES = 30;

/** Reads `qualify:`. */
export function parseGates(reader: YamlReader, field: Field | undefined, known: Known): Gate[] {
  const gates = readEach(reader, field, (_, item) => parseGate(reader, item, known));
  if (gates.length > MOST_GATES)
    reader.problem(field as Spot, 'definition-too-many', `a definition may have ${MOST_GATES} gates`);
  return gates;
}

function parseGate(reader: YamlReader, field: Field, known: Known): Gate | undefined {
  if (field.key === 'ready' || field.key === 'continuous') {
    return reader.problemAtKey(field, 'definition-bad-name', `a gate cannot be called ${field.key}: the name is taken`);
  }
  const fields = reader.fields(field, [...CLAUSE_KEYS, 'label', 'respondWithin']);
  if (fields === undefined) return undefined;
  const before = reader.count;
  const clause = parseClauseFields(reader, field, fields, known, 0);
  const isSound = reader.count === before;
  const respondWithin = fields.get('respondWithin');
  const within = respondWithin && readDuration(reader, respondWithin);
  if (clause === undefined) return undefined;
  if (isSound) checkReads(reader, field, clause);
  return {
    name: field.key,
    label: labelOf(reader, fields, field.key),
    clause,
    ...(within === undefined ? {} : { respondWithin: within }),
  };
}

/** Reads `handoff.ready`: a clause of one lead's scores; of an account in nurture it is read of the account by itself (R17). */
export function parseReady(reader: YamlReader, field: Field, known: Known): Clause | undefined {
  const before = reader.count;
  const clause = parseClause(reader, field, known);
  if (clause === undefined || reader.count > before) return clause;
  checkReads(reader, field, clause);
  if (everyClause(clause).some((each) => each.account !== undefined)) {
    reader.problemAtKey(
      field,
      'definition-ready-of-account',
      'ready may not ask for account: for an account in nurture it is read of the account by itself (R17)',
      'write ready: { engagement: 80 }',
    );
  }
  return clause;
}

/** R16: every gate reads behaviour; R15a: an account gate reads nothing of a single lead. */
function checkReads(reader: YamlReader, field: Field, clause: Clause): void {
  const inside = everyClause(clause);
  const ofLead = inside.some(
    (each) =>
      each.engagement !== undefined ||
      each.usage !== undefined ||
      each.total !== undefined ||
      each.signal !== undefined ||
      each.pattern !== undefined,
  );
  const ofAccount = inside.some((each) => each.account !== undefined);
  if (!ofLead && !ofAccount) {
    reader.problemAtKey(
      field,
      'definition-gate-without-behaviour',
      `${inWords(field.path)} reads no behaviour: it would open for people who never did anything (R16)`,
      'add engagement, usage, a signal or a pattern',
    );
  }
  if (ofLead && ofAccount) {
    reader.problemAtKey(
      field,
      'definition-mixed-gate',
      `${inWords(field.path)} judges the account and a single lead at once (R15a)`,
      'make two gates of it',
    );
  }
  const ofPerson = inside.some((each) => each.unless?.mentions.some((mention) => mention.root === 'lead'));
  if (ofAccount && ofPerson) {
    reader.problemAtKey(
      field,
      'definition-account-unless-lead',
      `${inWords(field.path)} judges the account, but its unless reads a single lead (R15a)`,
      'unless may read account attributes here',
    );
  }
}
