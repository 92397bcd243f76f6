import { showSurface } from '@/lib/mcp/show-surface';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { showSurface as GET };
