// Where one can go, and whose places they are.
import type { Role } from '../api/session.ts';

const ROOMS = [
  { to: '/overview', name: 'Overview' },
  { to: '/queue', name: 'Queue' },
  { to: '/leads', name: 'Leads' },
  { to: '/definition', name: 'Definition' },
  { to: '/nurture', name: 'Nurture' },
  { to: '/reports', name: 'Reports' },
  { to: '/calibrate', name: 'Calibrate' },
  { to: '/reviews', name: 'Reviews' },
  { to: '/data', name: 'Data', roles: ['admin', 'marketing'] },
  { to: '/settings', name: 'Settings', roles: ['admin', 'marketing', 'sales'] },
] as const;

/** The rooms of a role. */
export const roomsOf = (role: Role) =>
  ROOMS.filter((room) => !('roles' in room) || (room.roles as readonly Role[]).includes(role));
