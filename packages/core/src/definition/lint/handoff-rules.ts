// Lint rules on the contract behind the gates: routes that nobody or everybody reaches.
import type { Problem } from '../../base/problem.ts';
import type { Definition } from '../definition.ts';
import { warn } from './warn.ts';

/** Warnings about `handoff.route`. */
export function lintHandoff({ handoff: { route } }: Definition): Problem[] {
  const open = route.findIndex(({ when }) => when === undefined);
  if (open < 0 && route.length > 0) {
    return [
      warn(
        'lint-no-default-route',
        'handoff.route',
        'a lead for whom no route is true goes to nobody',
        'end with a route without when: { to: round-robin }',
      ),
    ];
  }
  return route
    .slice(open + 1)
    .map(({ to }, i) =>
      warn(
        'lint-unreachable-route',
        `handoff.route[${open + 1 + i}]`,
        `no lead ever reaches the route to ${to}: the route to ${route[open]?.to} takes all`,
        'write the route without when last',
      ),
    );
}
