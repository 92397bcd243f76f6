import { type ConnectionRole, connectionRole } from '@/db/queries/connection-role';
import { StartRefused } from './start-refused';

/**
 * Proves that row-level security binds the role we connect as, and every role it may become. Throws StartRefused with
 * the sentence that says why not; the tenants of a database that fails here are not apart.
 */
export async function proveRole(): Promise<void> {
  let role: ConnectionRole;
  try {
    role = await connectionRole();
  } catch (cause) {
    throw new StartRefused('The database of DATABASE_URL cannot be reached or refuses this role.', { cause });
  }
  const why = whyUnbound(role);
  if (why !== null) {
    throw new StartRefused(
      `The role in DATABASE_URL ${why}, so row-level security would not hold; connect as the role app.`,
    );
  }
  if (!role.migrated) {
    throw new StartRefused(
      'The database has no tables yet; set DATABASE_OWNER_URL and run npm run admin -- migrate.',
    );
  }
}

function whyUnbound({ superuser, bypasses, owns, resolves }: ConnectionRole): string | null {
  if (superuser) return 'is or may become a superuser';
  if (bypasses) return 'has or may gain BYPASSRLS';
  if (owns) return 'owns tables or may become their owner';
  if (resolves) return 'may become a role that reads across tenants';
  return null;
}
