// Who signed what, and when; signatures on an earlier text are struck through and say why.
import type { Signature } from '../../api/definitions.ts';
import { dayAndTime } from '../../words/instants.ts';
import styles from './definition.module.css';

export function Signatures({ of, digest }: { of: readonly Signature[]; digest: string }) {
  if (of.length === 0) return <p className={styles.quiet}>Nobody has signed yet.</p>;
  return (
    <ul className={styles.signatures}>
      {of.map((each) => {
        const isStale = each.voidedAt !== null || each.digest !== digest;
        const words = `${each.name}, for ${each.function}, ${dayAndTime(each.at)}`;
        return (
          <li key={`${each.by} ${each.at}`}>
            {isStale ? (
              <>
                <s>{words}</s>{' '}
                <span className={styles.quiet}>void: {each.voidedBecause ?? 'the text was edited afterwards'}</span>
              </>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}
