// The Liquid that mails are written in, in safe mode: what a template does not know is an error, it reaches nothing but what it is given, and it can take no more time or memory than a mail needs.
import { Liquid } from 'liquidjs';

/** An engine whose output is safe within HTML (`html`), or as it is (`text`). */
export function templateEngine(output: 'html' | 'text'): Liquid {
  return new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    ...(output === 'html' && { outputEscape: 'escape' as const }),
    parseLimit: 1e6,
    renderLimit: 2000,
    memoryLimit: 1e7,
    // Templates include no others: there is no folder to look in.
    templates: {},
    dynamicPartials: false,
  });
}
