import { beforeEach, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { stopIt } from '@/lib/use-cases/testing/stops';

let key: TestKey;
let operator: Human;

beforeEach(async () => {
  const person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
  key = await makeKey(person);
});

/** The bytes of a header are those of UTF-8. */
const header = (name: string, said: string) => ({ [name]: Buffer.from(said).toString('latin1') });

const ways: Readonly<Record<string, (said: string) => object>> = {
  'a run in a header': (said) => ({ headers: header('countersign-run-id', said) }),
  'a run in a body': (said) => ({ body: { type: 'endpoint', ...proposalOf({}, { run_id: said }) } }),
  'a run in a path': (said) => ({ path: `/api/v1/runs/${encodeURIComponent(said)}/report`, body: {} }),
  'a task in a header': (said) => ({ headers: header('countersign-task-ref', said) }),
  'a task in a body': (said) => ({ body: { type: 'endpoint', ...proposalOf({}, { task_ref: said }) } }),
};
const send = async (way: string, said: string) => {
  const { body } = await ask(judged, { path: '/api/v1/drafts', token: key.token, ...ways[way]?.(said) });
  return JSON.stringify(body);
};

it.each(Object.keys(ways))('%s that holds what does not show is refused over REST', async (way) => {
  for (const said of ['run-9\u200b', 'run\u00ad-9', 'run\u00a0-9']) {
    const refused = await send(way, said);
    expect(refused).toContain('holds a character that does not show');
    expect(refused).toContain(way.endsWith('header') ? 'HEADER_INVALID' : 'VALIDATION_FAILED');
  }
  const drafts = await withTenantRead(key.agent, ({ sql }) => sql`select from drafts`);
  expect(drafts).toEqual([]);
});

it.each(Object.keys(ways).filter((way) => way.startsWith('a run')))(
  'a stop of a run covers %s that has space behind it',
  async (way) => {
    expect(await send(way, 'run-9 ')).not.toContain('RUN_STOPPED');
    await stopIt(operator, 'run', 'run-9');
    expect(await send(way, 'run-9 ')).toContain('RUN_STOPPED');
    expect(await send(way, 'run-9\u3000')).toContain('RUN_STOPPED');
  },
);
