import { notHere } from '@/lib/mcp/not-here';

export const dynamic = 'force-dynamic';

export { notHere as GET, notHere as POST };
