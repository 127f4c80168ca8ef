// Lint rules on gates: those that can never open, those an earlier one always takes first, and those that published practice warns about.
import type { Problem } from '../../base/problem.ts';
import type { Clause, Definition, Gate, Grade } from '../definition.ts';
import { implies } from './implies.ts';
import { fitRange, highestScore, reachableGrades } from './reach.ts';
import { pointsOf, warn } from './warn.ts';

/** Warnings about `qualify` and `handoff.ready`. */
export function lintGates(definition: Definition): Problem[] {
  const { ready } = definition.handoff;
  return [
    ...definition.gates.flatMap((gate) => closed(definition, gate.clause, `qualify.${gate.name}`)),
    ...(ready === undefined ? [] : closed(definition, ready, 'handoff.ready')),
    ...definition.gates.flatMap((gate, i) => shadowed(gate, definition.gates.slice(0, i))),
    ...definition.gates.flatMap((gate) => [...handRaise(gate), ...total(gate), ...oneAxis(definition, gate)]),
    ...unusedTracks(definition),
    ...noHandRaise(definition),
  ];
}

/** Every threshold that the signals cannot reach, and every list of grades that nobody can get. */
function closed(definition: Definition, clause: Clause, path: string): Problem[] {
  const problems: Problem[] = [];
  const tell = (what: string, asked: number | undefined, most: number, key: string): void => {
    if (asked === undefined || asked <= most) return;
    problems.push(
      warn(
        'lint-gate-cannot-open',
        `${path}.${key}`,
        `${path} asks for ${what} ${pointsOf(asked)}, but all caps together give ${pointsOf(most)}: it can never open`,
        `ask for ${pointsOf(most)} or less, or raise points and caps`,
      ),
    );
  };
  const engagement = highestScore(definition.engagement);
  tell('engagement', clause.engagement, engagement, 'engagement');
  tell('usage', clause.usage, highestScore(definition.usage), 'usage');
  tell('a total of', clause.total, fitRange(definition.fit).highest + engagement, 'total');
  tell('leads engaged at', clause.account?.engagedAt, engagement, 'account.engagedAt');
  const { fit } = definition;
  if (clause.fit !== undefined && fit !== undefined) {
    const reachable: ReadonlySet<Grade> =
      clause.account === undefined ? reachableGrades(fit) : gradesOfAccounts(definition);
    if (!clause.fit.some((grade) => reachable.has(grade))) {
      problems.push(
        warn(
          'lint-gate-cannot-open',
          `${path}.fit`,
          `${path} asks for fit ${clause.fit.join(' or ')}, which ${clause.account === undefined ? 'nobody' : 'no account'} can reach: it can never open`,
          'look at the cut-offs of fit.grades',
        ),
      );
    }
  }
  const inner = (key: 'any' | 'all'): Problem[] =>
    (clause[key] ?? []).flatMap((each, i) => closed(definition, each, `${path}.${key}[${i}]`));
  return [...problems, ...inner('any'), ...inner('all')];
}

/** R13: an account's fit uses the criteria that read the account alone; without any it is `?`. */
function gradesOfAccounts({ fit }: Definition): ReadonlySet<Grade> {
  const criteria = (fit?.criteria ?? []).filter((criterion) =>
    criterion.when.mentions.every((mention) => mention.root === 'account'),
  );
  return fit === undefined || criteria.length === 0 ? new Set<Grade>(['?']) : reachableGrades({ ...fit, criteria });
}

function shadowed(gate: Gate, earlier: readonly Gate[]): Problem[] {
  const first = earlier.find((other) => implies(gate.clause, other.clause));
  if (first === undefined) return [];
  return [
    warn(
      'lint-shadowed-gate',
      `qualify.${gate.name}`,
      `whenever ${gate.name} is open, ${first.name} is open too and goes first: ${gate.name} hands nobody over`,
      `write ${gate.name} before ${first.name}, or drop it`,
    ),
  ];
}

/** C6a, C6b: who asks for a call never waits for points, unknown or not. */
function handRaise(gate: Gate): Problem[] {
  const { signal, fit, engagement, usage, total: sum } = gate.clause;
  if (signal === undefined) return [];
  const path = `qualify.${gate.name}`;
  const problems: Problem[] = [];
  if (fit !== undefined && !fit.includes('?')) {
    problems.push(
      warn(
        'lint-hand-raise-unknown',
        `${path}.fit`,
        `${gate.name} turns away people whose fit is not known yet; unknown is not bad`,
        'write fit: [A, B, C, "?"]',
      ),
    );
  }
  if (fit !== undefined && !['A', 'B', 'C'].every((grade) => fit.includes(grade as Grade))) {
    problems.push(
      warn(
        'lint-hand-raise-narrow',
        `${path}.fit`,
        `${gate.name} turns away people of fit ${['A', 'B', 'C'].filter((grade) => !fit.includes(grade as Grade)).join(' and ')} who ask by themselves`,
        'write fit: [A, B, C, "?"]',
      ),
    );
  }
  if (engagement !== undefined || usage !== undefined || sum !== undefined) {
    problems.push(
      warn(
        'lint-hand-raise-waits',
        path,
        `${gate.name} lets people who ask by themselves wait for points`,
        'leave the score out of a gate with signal',
      ),
    );
  }
  return problems;
}

function everyClause(clause: Clause): Clause[] {
  return [clause, ...[...(clause.any ?? []), ...(clause.all ?? [])].flatMap(everyClause)];
}

/** I2: one number for both axes is allowed, and warned about. */
function total(gate: Gate): Problem[] {
  if (!everyClause(gate.clause).some((clause) => clause.total !== undefined)) return [];
  return [
    warn(
      'lint-single-total',
      `qualify.${gate.name}`,
      `${gate.name} adds fit and engagement into one number: much interest buys missing fit`,
      'ask for both: { fit: B, engagement: 60 }',
    ),
  ];
}

/** C1: engagement never buys fit. */
function oneAxis(definition: Definition, gate: Gate): Problem[] {
  const clauses = everyClause(gate.clause);
  const asks = (key: keyof Clause): boolean => clauses.some((clause) => clause[key] !== undefined);
  const byScore = asks('engagement') || asks('usage');
  if (definition.fit === undefined || !byScore || asks('fit') || asks('total') || asks('account')) return [];
  return [
    warn(
      'lint-one-axis',
      `qualify.${gate.name}`,
      `${gate.name} asks for a score but for no fit: the wrong people qualify by being busy`,
      'add fit: C, or better',
    ),
  ];
}

function unusedTracks(definition: Definition): Problem[] {
  const clauses = [...definition.gates.map((gate) => gate.clause), definition.handoff.ready ?? {}].flatMap(everyClause);
  const named = new Set(
    clauses.flatMap((clause) => [
      ...(clause.signal === undefined ? [] : [clause.signal]),
      ...(clause.pattern?.places ?? []).map((place) => place.signal),
    ]),
  );
  const asked = {
    engagement: clauses.some(
      (clause) => clause.engagement !== undefined || clause.total !== undefined || clause.account !== undefined,
    ),
    usage: clauses.some((clause) => clause.usage !== undefined),
  };
  if (definition.handoff.continuous !== undefined) return [];
  return (['engagement', 'usage'] as const).flatMap((name) => {
    const track = definition[name];
    if (track === undefined || asked[name] || track.signals.some((signal) => named.has(signal.name))) return [];
    return [
      warn(
        'lint-unused-track',
        name,
        `no gate asks for ${name}, so nothing comes of its signals`,
        `add a gate with ${name}, or drop the block`,
      ),
    ];
  });
}

function noHandRaise(definition: Definition): Problem[] {
  if (definition.motion !== 'sales-led' || definition.handoff.continuous !== undefined) return [];
  if (definition.gates.some((gate) => gate.clause.signal !== undefined)) return [];
  return [
    warn(
      'lint-no-hand-raise',
      'qualify',
      'nobody gets through by asking: a request for a demo waits for points like anything else',
      'add hand-raise: { signal: demo, fit: [A, B, C, "?"], respondWithin: 2 business hours }',
    ),
  ];
}
