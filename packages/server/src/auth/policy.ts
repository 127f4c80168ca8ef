// Who may do what, in one table. Whatever stands in no row is refused.

export const ROLES = ['admin', 'marketing', 'sales', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a secret key may be allowed to do. */
export const SCOPES = ['read', 'import', 'queue', 'draft', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Everything that can be asked of the API. */
export const PERMISSIONS = {
  'see-leads': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read'] },
  'merge-leads': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'see-queue': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read', 'queue'] },
  'work-queue': { roles: ['admin', 'sales'], scopes: ['queue'] },
  'assign-work': { roles: ['admin', 'sales'], scopes: ['queue'] },
  'see-definitions': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read'] },
  'draft-definitions': { roles: ['admin', 'marketing', 'sales'], scopes: ['draft'] },
  'write-definitions': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'sign-definitions': { roles: ['marketing', 'sales'], scopes: [] },
  'activate-definitions': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'release-backlog': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'acknowledge-definitions': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'see-programmes': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read'] },
  'run-programmes': { roles: ['admin', 'marketing'], scopes: [] },
  'see-reports': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read'] },
  'run-jobs': { roles: ['admin', 'marketing', 'sales'], scopes: ['read'] },
  'record-reviews': { roles: ['admin', 'marketing', 'sales'], scopes: [] },
  'see-ledger': { roles: ['admin', 'marketing'], scopes: ['read'] },
  'mend-refused': { roles: ['admin', 'marketing'], scopes: ['import'] },
  'post-facts': { roles: ['admin', 'marketing'], scopes: ['import'] },
  'manage-people': { roles: ['admin'], scopes: ['admin'] },
  'manage-integrations': { roles: ['admin'], scopes: ['admin'] },
  'set-service-level': { roles: ['admin', 'sales'], scopes: [] },
  'manage-keys': { roles: ['admin'], scopes: [] },
  'see-audit': { roles: ['admin', 'marketing', 'sales'], scopes: ['admin'] },
  'export-leads': { roles: ['admin'], scopes: ['admin'] },
  'erase-leads': { roles: ['admin'], scopes: [] },
  'set-retention': { roles: ['admin'], scopes: [] },
  'see-people': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: ['read'] },
  'own-session': { roles: ['admin', 'marketing', 'sales', 'viewer'], scopes: [] },
} as const satisfies Record<string, { readonly roles: readonly Role[]; readonly scopes: readonly Scope[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** Who asks: a person in a session, or a program with a secret key. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      /** When the password was last given. */
      readonly confirmedAt: number;
      /** When they proved anew at the identity provider who they are; null once that was used. */
      readonly freshAt: number | null;
      readonly session: string;
    }
  | { readonly kind: 'key'; readonly id: string; readonly name: string; readonly scopes: readonly Scope[] };

/** Whether somebody may do something. */
export function may(actor: Actor, permission: Permission): boolean {
  const { roles, scopes } = PERMISSIONS[permission];
  if (actor.kind === 'person') return (roles as readonly Role[]).includes(actor.role);
  return (scopes as readonly Scope[]).some((scope) => actor.scopes.includes(scope));
}
