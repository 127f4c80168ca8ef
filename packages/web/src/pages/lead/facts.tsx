// What is known, and where each of it comes from.
import type { Fact, Lead } from '../../api/leads.ts';
import tables from '../../parts/table.module.css';
import { day } from '../../words/instants.ts';
import { entryAnchor } from './entry-words.ts';
import styles from './lead.module.css';

export function Facts({ of }: { of: Lead }) {
  const isHere = new Set(of.timeline.map(entryAnchor));
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">What is known, and from where</h2>
      {of.facts.length === 0 && <p className={styles.quiet}>Nothing but what they did.</p>}
      {of.facts.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
        <section className={tables.scroll} tabIndex={0} aria-label="Facts">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Value</th>
                <th scope="col">Source</th>
                <th scope="col">Since</th>
                <th scope="col">How sure</th>
              </tr>
            </thead>
            <tbody>
              {of.facts.map((fact) => (
                <tr key={`${fact.of} ${fact.name}`}>
                  <td>
                    <span className={styles.quiet}>{fact.of === 'lead' ? '' : 'company: '}</span>
                    {fact.name}
                  </td>
                  <td>{valueInWords(fact.value)}</td>
                  <td>
                    {isHere.has(entryAnchor(fact)) ? <a href={`#${entryAnchor(fact)}`}>{fact.source}</a> : fact.source}
                  </td>
                  <td className={styles.day}>{day(fact.since)}</td>
                  <td>{sureness(fact)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

const sureness = ({ confidence, rule }: Fact): string =>
  `${confidence ?? 'recorded'}${rule === undefined ? '' : `, by rule ${rule}`}`;

function valueInWords(value: unknown): string {
  if (value === null) return 'unknown';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
