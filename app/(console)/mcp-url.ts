import 'server-only';
import { headers } from 'next/headers';

/** Where agents connect, as this browser reaches the server. */
export async function mcpUrl(): Promise<string> {
  const given = await headers();
  const host = given.get('host') ?? '127.0.0.1';
  const scheme = given.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${host}/api/mcp`;
}
