// The steps of a first run, and what shows that each is done.
import type { Summary } from '../../api/definitions.ts';
import type { Person } from '../../api/people.ts';

export type StepName = 'people' | 'data' | 'coverage' | 'audit' | 'draft' | 'sign';

/** What is known of a company that begins. */
export interface Known {
  readonly people: readonly Pick<Person, 'role' | 'disabled'>[];
  /** Entries that came in. */
  readonly received: number;
  /** An upload that was brought in. */
  readonly upload: string | undefined;
  /** A finished audit of the rule of before. */
  readonly audit: string | undefined;
  readonly versions: readonly Pick<Summary, 'state'>[];
}

/** The steps in their order. What is in force has passed all before it. */
export function stepsOf({ people, received, upload, audit, versions }: Known) {
  const has = (role: string): boolean => people.some((person) => person.role === role && !person.disabled);
  const isInForce = versions.some(({ state }) => state === 'in-force' || state === 'superseded');
  const step = (name: StepName, title: string, isDone: boolean) => ({ name, title, isDone });
  return [
    step('people', 'Add somebody of marketing and somebody of sales', has('marketing') && has('sales')),
    step('data', 'Let data in', received > 0),
    step('coverage', 'See what your data can answer', upload !== undefined),
    step('audit', 'Audit the rule of before', audit !== undefined),
    step('draft', 'Draft a definition', versions.length > 0),
    step('sign', 'Have both sides sign it', isInForce),
  ];
}
