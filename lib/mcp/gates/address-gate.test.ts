import { expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { serveMcp } from '../door';
import { callBody } from '../testing/raw-call';

it('lets a key in from its addresses alone, and the call log says which gate it was', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { token, agent } = await makeKey(person, undefined, { grant: { ipAllowlist: ['198.51.100.0/24'] } });
  const { origin, host } = new URL(config().publicUrl);
  const from = (address: string, tool = 'health_get') =>
    serveMcp(
      new Request(`${origin}/api/mcp`, {
        method: 'POST',
        body: callBody(tool),
        headers: {
          host,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          authorization: `Bearer ${token}`,
          'x-forwarded-for': address,
        },
      }),
    );
  expect((await from('198.51.100.7')).status).toBe(200);
  for (const [address, tool] of [
    ['203.0.113.7', 'health_get'],
    ['somewhere', 'draft_list'],
  ] as const) {
    const refused = await from(address, tool);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('ADDRESS_NOT_ALLOWED');
  }
  const rules = await withTenantRead(
    agent,
    ({ sql }) =>
      sql<
        { rule: string }[]
      >`select decision_rule_id as rule from tool_calls where decision = 'deny' order by started_at`,
  );
  expect(rules.map(({ rule }) => rule)).toEqual(['key:address', 'key:address']);
});
