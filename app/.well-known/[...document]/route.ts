import { serveWellKnown } from '@/lib/oauth/metadata';

export const dynamic = 'force-dynamic';

export { serveWellKnown as GET, serveWellKnown as POST };
