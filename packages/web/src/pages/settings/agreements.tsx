// What both sides signed, as far as it works like a setting: read here, changed in the definition alone.
import { Skeleton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readVersions } from '../../api/definitions.ts';
import { type Agreement, readAgreement } from '../../api/queue.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import styles from './settings.module.css';

export function Agreements() {
  const { data, error } = useQuery({ queryKey: ['versions'], queryFn: readVersions });
  const inForce = data?.versions.filter(({ state }) => state === 'in-force') ?? [];
  const agreements = useQueries({
    queries: inForce.map(({ name, version }) => ({
      queryKey: ['agreement', name, version],
      queryFn: () => readAgreement(name, version),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  if (error !== null) return <Failure of={error} what="Definitions could not be read" />;
  if (data === undefined) return <Skeleton height={200} aria-label="Loading" />;
  if (inForce.length === 0)
    return (
      <NothingHere title="Nothing is agreed yet">
        Reasons, times and what an SQL needs come from the definition that marketing and sales sign.{' '}
        <Link to="/definition">Go to definitions</Link>
      </NothingHere>
    );
  return (
    <>
      <p className={styles.quiet}>
        Nobody changes these here: whoever wants them otherwise drafts a version, and both sides sign it.
      </p>
      {agreements
        .flatMap(({ data: agreement }) => agreement ?? [])
        .map((agreement) => (
          <One key={agreement.name} of={agreement} />
        ))}
    </>
  );
}

function One({ of }: { of: Agreement }) {
  return (
    <article>
      <h2>
        <Link to="/definition/$name/$version" params={{ name: of.name, version: String(of.version) }}>
          {of.name} v{of.version}
        </Link>
      </h2>
      <dl className={styles.terms}>
        <dt>Time zone of working hours</dt>
        <dd>{of.zone}</dd>
        <dt>Sales may reject because</dt>
        <dd>{labels(of.rejectReasons)}</dd>
        <dt>Back to nurture, and for how long</dt>
        <dd>
          {of.recycleReasons.length === 0
            ? 'for the usual cool-down'
            : of.recycleReasons.map(({ label, coolDownHours }) => `${label}: ${days(coolDownHours)}`).join(', ')}
        </dd>
        <dt>An SQL needs</dt>
        <dd>
          {of.sql === null
            ? 'nothing besides a rep who confirms it'
            : `${of.sql.require} of ${of.sql.of} answers of ${of.sql.framework}`}
        </dd>
      </dl>
    </article>
  );
}

const labels = (reasons: readonly { readonly label: string }[]): string =>
  reasons.length === 0 ? 'any reason' : reasons.map(({ label }) => label).join(', ');

const days = (hours: number): string => (hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`);
