import { beforeAll, expect, it, vi } from 'vitest';
import { POST as apply } from '@/app/api/v1/drafts/[id]/apply/route';
import { GET as listDrafts } from '@/app/api/v1/drafts/route';
import { GET as health } from '@/app/api/v1/health/route';
import { freePort } from '@/host/free-port';
import { ask } from './testing/ask';

const token = `mcp_${'a'.repeat(8)}_${'b'.repeat(43)}`;
const lines: string[] = [];

beforeAll(async () => {
  // Before anything has read the settings: a port on which nobody listens.
  process.env['DATABASE_URL'] = `postgres://app:hunter2@127.0.0.1:${await freePort(0)}/countersign`;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});

it('says that it is away, when to ask again, and nothing of the fault', async () => {
  for (const handler of [health, listDrafts]) {
    const answer = await ask(handler, { path: '/api/v1/x', token });
    expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE', retry_after: 5 } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres|hunter2/);
  }
  expect(lines.join('')).not.toContain('hunter2');
});

it('refuses an agent’s apply all the same', async () => {
  const answer = await ask(apply, { path: '/api/v1/drafts/x/apply', params: { id: 'x' }, token, body: {} });
  expect(answer).toMatchObject({ status: 403, body: { code: 'MCP_CANNOT_APPLY' } });
});
