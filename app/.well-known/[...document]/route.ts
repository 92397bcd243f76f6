import { notHere } from '@/lib/mcp/not-here';
import { wellKnownDocument } from '@/lib/oauth/metadata';

export const dynamic = 'force-dynamic';

/** No well-known document exists, but for those of OAuth on its own host. */
async function serve(req: Request): Promise<Response> {
  return (await wellKnownDocument(req)) ?? notHere(req);
}

export { serve as GET, serve as POST };
