import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type DeafLine, openDeafLine } from '@/db/testing/deaf-line';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { OutcomeUnknown } from '@/db/transaction';
import type { Agent } from '@/lib/domain/actor';
import { createDraft } from './create-draft';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const request = { correlationId: 'req_test', channel: 'mcp' } as const;
let line: DeafLine;
let agent: Agent;

beforeAll(async () => {
  line = await openDeafLine(inject('appUrl'));
  process.env['DATABASE_URL'] = line.url;
  agent = (await makeKey(await makePerson(await makeTenant(), 'reviewer'))).agent;
});
afterAll(async () => {
  line.close();
  await owner.end();
});

it('proposals whose COMMIT nobody answered are stored once, and each proposer hears that nobody knows', async () => {
  line.deafen();
  const all = Array.from({ length: 6 }, (_, nth) =>
    createDraft(agent, 'endpoint', proposalOf({ name: `lost-${nth}` }), request),
  );
  for (const outcome of await Promise.allSettled(all))
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(OutcomeUnknown) });
  const stored = await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${agent.tenantId}, true)`;
    return sql<{ name: string; leaves: number }[]>`
      select d.resource_name as name, count(l.idx)::int as leaves from drafts d
      left join log_leaves l on l.tenant_id = d.tenant_id and l.subject = d.id
      group by d.resource_name order by d.resource_name`;
  });
  expect([...stored]).toEqual(Array.from({ length: 6 }, (_, nth) => ({ name: `lost-${nth}`, leaves: 1 })));
});
