// What surrounds every page: where one can go, who is signed in, light or dark. Sends those away who are not signed in.
import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiProblem } from '../api/call.ts';
import { readVersions } from '../api/definitions.ts';
import { type Me, signOut } from '../api/session.ts';
import { Failure } from '../parts/failure.tsx';
import { Colours } from './colours.tsx';
import { FindAnything } from './find-anything.tsx';
import { useCurrentInSight } from './into-sight.ts';
import { roomsOf } from './rooms.ts';
import styles from './shell.module.css';
import { useMe, WhoContext } from './who.ts';

export function Shell() {
  const { data, error } = useMe();
  if (error instanceof ApiProblem && error.status === 401) return <LeaveForSignIn />;
  if (error !== null && data === undefined) return <Failure of={error} what="Baton did not say who you are." />;
  if (data === undefined)
    return (
      <main className={styles.waiting} aria-busy="true">
        <Loader aria-label="Loading" />
      </main>
    );
  return (
    <WhoContext value={data}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <Top me={data} />
      <main id="page" className={styles.page}>
        <Outlet />
      </main>
    </WhoContext>
  );
}

/** While it goes away, the address changes under it: nobody wants to go back to where one signs in. */
function LeaveForSignIn() {
  const router = useRouter();
  useEffect(() => {
    const { href: to, pathname } = router.state.location;
    if (pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: to === '/' ? {} : { to }, replace: true });
  }, [router]);
  return null;
}

function Top({ me }: { me: Me }) {
  const { data } = useQuery({ queryKey: ['versions'], queryFn: readVersions, staleTime: 60_000 });
  const isBeginning = data?.versions.every(({ effectiveAt }) => effectiveAt === null);
  const rooms = useCurrentInSight();
  const queries = useQueryClient();
  const leave = async () => {
    await signOut();
    queries.clear();
    window.location.assign('/sign-in');
  };
  return (
    <header className={styles.top}>
      <Link to="/" className={styles.brand}>
        Baton
      </Link>
      <nav ref={rooms} className={styles.rooms} aria-label="Rooms">
        {isBeginning && (
          <Link to="/start" className={styles.room} activeProps={{ 'aria-current': 'page' }}>
            Start
          </Link>
        )}
        {roomsOf(me.role).map(({ to, name }) => (
          <Link key={to} to={to} className={styles.room} activeProps={{ 'aria-current': 'page' }}>
            {name}
          </Link>
        ))}
      </nav>
      <div className={styles.me}>
        <FindAnything />
        <Colours />
        <span className={styles.name} title={`${me.email}, ${me.role}`}>
          {me.name}
        </span>
        <Button size="xs" variant="default" onClick={leave}>
          Sign out
        </Button>
      </div>
    </header>
  );
}
