// What people call a gate: the one answer for pages, tables, explanations and diffs. Machines read its name.
import type { Gate } from './definition.ts';

/** What an explanation calls the gates that no definition names (L31). */
const UNNAMED: ReadonlyMap<string, string> = new Map([
  ['ready', 'Ready'],
  ['continuous', 'Daily list'],
]);

/**
 * The gate's label, else its name; the field's own abbreviations in capitals, whoever wrote them.
 *
 * @example gateCalled({ name: 'mql', label: 'Mql' }) // 'MQL'
 */
export function gateCalled({ name, label }: Pick<Gate, 'name' | 'label'>): string {
  return (label ?? UNNAMED.get(name) ?? name).replace(/\b[mpas]ql\b/gi, (word) => word.toUpperCase());
}
