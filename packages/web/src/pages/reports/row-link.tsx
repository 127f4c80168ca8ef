// A number that opens the hand-offs it was counted from.
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  step?: string | undefined;
  by?: string | undefined;
  value?: string | undefined;
  children: ReactNode;
}

export function RowLink({ step, by, value, children }: Props) {
  const search = useSearch({ strict: false });
  return (
    <Link to="/reports" search={{ ...search, tab: 'rows', step, by, value }}>
      {children}
    </Link>
  );
}
