import { serveAuthorize } from '@/lib/oauth/authorize';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { serveAuthorize as GET, serveAuthorize as POST };
