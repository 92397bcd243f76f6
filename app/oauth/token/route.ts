import { serveToken } from '@/lib/oauth/token';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { serveToken as GET, serveToken as POST };
