// The fit grade: a letter in a box. The letter says it; the colour only repeats it.
import styles from './grade-box.module.css';

export function GradeBox({ grade }: { grade: string }) {
  const name = grade === '?' ? 'fit unknown' : `fit ${grade}`;
  return (
    <span role="img" aria-label={name} title={name} className={styles.box} data-grade={grade}>
      {grade}
    </span>
  );
}
