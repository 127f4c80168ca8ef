// Where Baton opens: reps at their queue, everybody else at the overview.
import { Navigate } from '@tanstack/react-router';
import { useWho } from '../../shell/who.ts';

export function Home() {
  const { role } = useWho();
  return <Navigate to={role === 'sales' ? '/queue' : '/overview'} replace />;
}
