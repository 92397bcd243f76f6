import { serveRevoke } from '@/lib/oauth/revoke';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { serveRevoke as GET, serveRevoke as POST };
