import { serveMcp } from '@/lib/mcp/door';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { serveMcp as DELETE, serveMcp as GET, serveMcp as POST };
