import { type ConnectionRole, connectionRole } from '@/db/queries/connection-role';

/**
 * Null when row-level security binds the role we connect as, and every role it may become; else the sentence that says
 * why not. The tenants of a database that fails here are not apart.
 */
export async function whyUnbound(): Promise<string | null> {
  let role: ConnectionRole;
  try {
    role = await connectionRole();
  } catch {
    return 'The database of DATABASE_URL cannot be reached or refuses this role.';
  }
  const power = tooMuch(role);
  if (power !== null) {
    return `The role in DATABASE_URL ${power}, so row-level security would not hold; connect as the role app.`;
  }
  return role.migrated
    ? null
    : 'The database has no tables yet; set DATABASE_OWNER_URL and run npm run admin -- migrate.';
}

function tooMuch({ superuser, bypasses, owns, resolves }: ConnectionRole): string | null {
  if (superuser) return 'is or may become a superuser';
  if (bypasses) return 'has or may gain BYPASSRLS';
  if (owns) return 'owns tables or may become their owner';
  if (resolves) return 'may become a role that reads across tenants';
  return null;
}
