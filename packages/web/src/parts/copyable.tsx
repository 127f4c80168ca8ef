// An id or a key with a button that copies it.
import { Button, CopyButton } from '@mantine/core';
import styles from './copyable.module.css';

export function Copyable({ text }: { text: string }) {
  return (
    <span className={styles.copyable}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy} aria-label={`Copy ${text}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </span>
  );
}
