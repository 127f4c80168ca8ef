// What only the definition can tell of a programme: names it does not have, and what is allowed but unwise. Problems carry the path into programme.yaml; the caller places them.
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Problem, Severity } from '../../base/problem.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Programme } from '../programme/programme.ts';

/** Checks a programme against the definition it follows. Errors stop it from being played. */
export function checkProgramme(programme: Programme, definition: Definition): Problem[] {
  if (programme.definition !== definition.name)
    return [
      problem(
        'error',
        'programme-other-definition',
        'definition',
        `this follows ${programme.definition}, and the definition given is ${definition.name}`,
        'give the definition that it follows',
      ),
    ];
  return [...unknownNames(programme, definition), ...unwise(programme, definition)];
}

function unknownNames(programme: Programme, definition: Definition): Problem[] {
  const gates = definition.gates.map(({ name }) => name);
  const signals = signalsOf(definition);
  const criteria = (definition.fit?.criteria ?? []).map(({ name }) => name);
  const reasons = [...definition.handoff.reject.reasons.map(({ name }) => name), 'lapsed'];
  const { nurture = [], recycled = [], missing = [] } = programme.enrol;
  const each = (path: string, what: string, names: readonly string[], known: readonly string[]): Problem[] =>
    names.flatMap((name) => unknown(path, what, name, known));
  return [
    ...each('enrol.nurture', 'gate', nurture, gates),
    ...each('enrol.recycled', 'reason to give back', recycled, reasons),
    ...each('enrol.missing', 'signal or criterion', missing, [...signals, ...criteria]),
    ...each('stop.at', 'gate', programme.stopAt ?? [], gates),
    ...programme.assets.flatMap(({ name, signal }) => unknown(`assets.${name}.signal`, 'signal', signal, signals)),
    ...programme.steps.flatMap((step) =>
      step.kind === 'behaviour' && 'signal' in step.looks
        ? unknown(`steps.${step.name}.did`, 'signal', step.looks.signal, signals)
        : [],
    ),
  ];
}

function signalsOf({ engagement, usage }: Definition): string[] {
  return [...(engagement?.signals ?? []), ...(usage?.signals ?? [])].map(({ name }) => name);
}

function unknown(path: string, what: string, name: string, known: readonly string[]): Problem[] {
  if (known.includes(name)) return [];
  const meant = didYouMean(name, known);
  const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return [
    problem(
      'error',
      'programme-unknown-in-definition',
      path,
      `the definition has no ${what} called ${name}${question}`,
    ),
  ];
}

function unwise(programme: Programme, definition: Definition): Problem[] {
  const { enrol, stopAt = [] } = programme;
  const found: Problem[] = [];
  const warn = (code: string, path: string, message: string, hint: string): void => {
    found.push(problem('warning', code, path, message, hint));
  };
  if (enrol.nurture !== undefined && definition.handoff.mode !== 'nurture-first')
    warn(
      'programme-never-nurture',
      'enrol.nurture',
      `${definition.name} hands over directly: nobody ever enters nurture`,
      'enrol by what is missing, or set mode: nurture-first in the definition',
    );
  for (const name of enrol.missing ?? []) {
    const gate = definition.gates.find(({ clause }) => clause.signal === name);
    if (gate !== undefined)
      warn(
        'programme-all-miss',
        'enrol.missing',
        `one more of ${name} opens ${gate.name} for nearly everybody, so nearly everybody enrols`,
        'name signals that only bring points, or narrow it with only:',
      );
  }
  const both = stopAt.find((gate) => enrol.nurture?.includes(gate));
  if (both !== undefined)
    warn(
      'programme-stops-at-once',
      'stop.at',
      `whoever enrols by ${both} is stopped by it before the first mail`,
      'drop it from stop: at',
    );
  if (programme.holdOut === undefined)
    warn(
      'programme-no-hold-out',
      '',
      'nobody is held out, so what the programme adds will never be known',
      'add holdOut: { share: 10%, salt: 2026-h1 }',
    );
  if (programme.send.atMost.length === 0)
    warn('programme-no-cap', 'send.atMost', 'nothing limits how many mails somebody gets', 'write atMost: [2 per 7d]');
  return [...found, ...unused(programme)];
}

/** Mails and assets that nothing uses, steps that nobody comes to. */
function unused({ mails, assets, steps }: Programme): Problem[] {
  const sent = new Set(steps.flatMap((step) => (step.kind === 'mail' ? [step.mail] : [])));
  const looked = new Set(
    steps.flatMap((step) => (step.kind === 'behaviour' && 'asset' in step.looks ? [step.looks.asset] : [])),
  );
  const offered = new Set(mails.flatMap(({ offers }) => offers ?? []));
  const reached = new Set<string>();
  steps.forEach((step, i) => {
    const next = steps[i + 1]?.name;
    if (i > 0 && !reached.has(step.name)) return;
    for (const target of step.kind === 'mail' ? [step.next ?? next] : [step.then ?? next, step.else ?? next])
      if (target !== undefined) reached.add(target);
  });
  const idle = (path: string, message: string): Problem =>
    problem('warning', 'programme-unused', path, message, 'drop it, or use it');
  return [
    ...mails
      .filter(({ name }) => !sent.has(name))
      .map(({ name }) => idle(`mails.${name}`, `no step sends the mail ${name}`)),
    ...assets
      .filter(({ name }) => !looked.has(name) && !offered.has(name))
      .map(({ name }) => idle(`assets.${name}`, `no mail offers the asset ${name}, and no step looks at it`)),
    ...steps
      .filter(({ name }, i) => i > 0 && !reached.has(name))
      .map(({ name }) => idle(`steps.${name}`, `nobody ever comes to the step ${name}`)),
  ];
}

function problem(severity: Severity, code: string, path: string, message: string, hint?: string): Problem {
  return { code, severity, message, place: { path }, ...(hint !== undefined && { hint }) };
}
