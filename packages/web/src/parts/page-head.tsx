// A page's title with what can be done on it.
import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import styles from './page-head.module.css';

export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Baton`;
  }, [title]);
  return (
    <div className={styles.head}>
      <Title order={1}>{title}</Title>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
