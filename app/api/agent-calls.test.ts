import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { authorityFor } from '@/lib/http/operation';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { codeOf, opened, others, request } from './testing/rest-asks';

const database = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => database.end());

let owner: TestPerson;
beforeEach(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
});

describe('what is answered', () => {
  it('has its row too: what was asked, said and answered, without a secret', async () => {
    const { token, agent } = await makeKey(owner);
    const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const answer = await ask(judged, {
      path: '/api/v1/drafts',
      token,
      headers: {
        'countersign-reason': Buffer.from('für den Test').toString('latin1'),
        'countersign-task-ref': 'OPS-1',
        'countersign-model': `m ${secret}`,
        'x-forwarded-for': '198.51.100.7',
        'user-agent': 'curl/8',
      },
      body: {
        type: 'endpoint',
        spec: opened.find(({ name }) => name === 'createDraft')?.bodyExample,
        rationale: secret,
        run_id: 'run-kept',
      },
    });
    expect(codeOf(answer)).not.toBe('ok');
    const [row] = await rowsOf(agent);
    expect(row).toMatchObject({
      method: 'POST /api/v1/drafts',
      tool: 'draft_create_endpoint',
      outcome: 'denied',
      reason: 'für den Test',
      task_ref: 'OPS-1',
      run_id: 'run-kept',
      ip: '198.51.100.7',
      user_agent: 'curl/8',
      safety_class: 'write',
    });
    expect(row?.['redacted']).toBeGreaterThan(0);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('when its client left in the middle of its body', async () => {
    const { token, agent } = await makeKey(owner);
    const left = new ReadableStream<Uint8Array>({
      start: (to) => to.enqueue(new TextEncoder().encode('{"type":')),
      pull: (to) => to.error(new Error('aborted')),
    });
    const { publicUrl } = config();
    const headers = {
      host: new URL(publicUrl).host,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    const init = { method: 'POST', headers, body: left, duplex: 'half' } as const;
    const answer = await judged(new Request(new URL('/api/v1/drafts', publicUrl), init));
    expect(answer.status).toBe(400);
    expect(await rowsOf(agent)).toMatchObject([{ method: 'POST /api/v1/drafts', code: 'MALFORMED_JSON' }]);
  });

  it.each(opened)('over $method $path by what the policy said', async (operation) => {
    const { token, agent } = await makeKey(owner);
    const answer = await request(operation, token);
    const [row, ...more] = await rowsOf(agent);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      method: `${operation.method} ${operation.path}`,
      tool: operation.recordedAs ?? operation.tool,
      rule: `scope:${authorityFor(operation).scope}`,
      code: codeOf(answer) === 'ok' ? null : codeOf(answer),
      status: answer.status,
      result_bytes: codeOf(answer) === 'ok' ? Buffer.byteLength(JSON.stringify(answer.body)) : null,
    });
    const made = answer.body as { draft?: { id: string } };
    expect(row?.['draft']).toBe(operation.name === 'createDraft' ? made.draft?.id : null);
  });

  it('files a proposal under the run and the task that are said beside it', async () => {
    const { token, agent } = await makeKey(owner);
    const headers = { 'countersign-run-id': 'run-beside', 'countersign-task-ref': 'OPS-2' };
    const create = opened.filter(({ name }) => name === 'createDraft');
    for (const operation of create) await request(operation, token, headers);
    const drafts = await withTenantRead(
      owner.tenant.system,
      ({ sql }) => sql`select run_id, task_ref from drafts where created_by_id = ${agent.keyId}`,
    );
    expect([...drafts]).toEqual([{ run_id: 'run-beside', task_ref: 'OPS-2' }]);
    expect(await rowsOf(agent)).toMatchObject([{ run_id: 'run-beside', task_ref: 'OPS-2' }]);
  });

  it('where no scope is asked for has its row as well', async () => {
    const { token, agent } = await makeKey(owner);
    for (const operation of others) await request(operation, token);
    expect(await rowsOf(agent)).toMatchObject([
      { method: 'GET /api/v1/keys', tool: null, rule: 'authority', code: 'HUMAN_IDENTITY_REQUIRED' },
      { method: 'GET /api/v1/health', tool: null, rule: 'authority', code: null, outcome: 'ok' },
    ]);
  });

  it('is nothing when the row cannot be written', async () => {
    const { token, agent } = await makeKey(owner);
    const name = `broken_${agent.keyId.toLowerCase()}`;
    await database.unsafe(`
      create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'internals'; end $$;
      create trigger ${name} before insert on tool_calls for each row when (new.agent_key_id = '${agent.keyId}')
        execute function ${name}();`);
    const answer = await ask(judged, { path: '/api/v1/drafts', token });
    await database.unsafe(`drop trigger ${name} on tool_calls; drop function ${name}();`);
    expect([answer.status, codeOf(answer)]).toEqual([500, 'INTERNAL_ERROR']);
    expect(JSON.stringify(answer.body)).not.toContain('internals');
    expect((await ask(judged, { path: '/api/v1/drafts', token })).status).toBe(200);
  });
});
