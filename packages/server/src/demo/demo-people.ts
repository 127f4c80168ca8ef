// The made-up colleagues of the demo company: one of each role, and reps for its queue. All sign in with one password, made anew for each demo.
import { hashPassword } from '../auth/secrets.ts';
import type { RandomBytes } from '../random.ts';
import { addPerson } from '../store/people-rows.ts';
import type { Changing } from '../store/store.ts';

/** Who they are. Their names say what they do. */
export const COLLEAGUES = [
  { id: 'demo-admin', name: 'Demo Admin', role: 'admin', team: null },
  { id: 'demo-marketing', name: 'Demo Marketer', role: 'marketing', team: null },
  { id: 'demo-sales', name: 'Demo Rep', role: 'sales', team: 'team-us' },
  { id: 'demo-sales-2', name: 'Second Rep', role: 'sales', team: 'team-dach' },
  { id: 'demo-sales-3', name: 'Third Rep', role: 'sales', team: 'team-us' },
  { id: 'demo-viewer', name: 'Demo Viewer', role: 'viewer', team: null },
] as const;

/** What they sign in with. */
export function emailOf(id: string): string {
  return `${id.replace('demo-', '')}@demo.example`;
}

/** Adds them all. `cost` is the work of the password's hash. */
export async function addColleagues(
  tx: Changing,
  password: string,
  random: RandomBytes,
  now: number,
  cost?: number,
): Promise<void> {
  const hash = await hashPassword(password, random, cost);
  for (const { id, name, role, team } of COLLEAGUES) {
    const times = { made_at: now, disabled_at: null, away_until: null };
    await addPerson(tx, { id, name, email: emailOf(id), role, team, weight: 1, password: hash, ...times });
  }
}
