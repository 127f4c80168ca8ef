// An empty place: what will be here, why it is not, and one thing to do.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './nothing-here.module.css';

export function NothingHere({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Title order={2}>{title}</Title>
      <p>{children}</p>
    </div>
  );
}
