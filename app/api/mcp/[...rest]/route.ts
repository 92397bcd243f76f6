import { notHere } from '@/lib/mcp/not-here';

export const dynamic = 'force-dynamic';

export { notHere as DELETE, notHere as GET, notHere as PATCH, notHere as POST, notHere as PUT };
