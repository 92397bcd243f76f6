import { EventEmitter, once } from 'node:events';
import type { Page } from '@playwright/test';
import { endpointSpec } from '@/db/testing/proposals';
import { commitTerminal } from '@/e2e/cli/confirm-in-browser';
import { as } from '@/e2e/cli/person-env';
import { draft, onTerminal, startDraft } from '@/e2e/cli/run-draft';
import { expect, type Fixtures, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';
import { digestOf } from '@/lib/domain/evidence/digest';

const statusOf = async (page: Page, id: string): Promise<string> =>
  ((await (await page.request.get(`/api/v1/drafts/${id}`)).json()) as { status: string }).status;

/** Agent and host are known afterwards: what is proposed next is no longer high by that alone. */
async function becomeKnown({ page, house, proposed }: Pick<Fixtures, 'house' | 'proposed'> & { page: Page }) {
  await applyByRest(page.request, house.people.reviewer, await proposed({ name: 'cli-known' }));
}

const digits = (digest: string) => digest.slice('sha256:'.length, 'sha256:'.length + 8);

test('low risk is applied from a script that names the digest', async ({ page, house, proposed }) => {
  const first = await proposed({ name: 'cli-low' });
  await applyByRest(page.request, house.people.reviewer, first);
  const { draft: low } = await proposed(
    { name: 'cli-low', description: 'New words' },
    { operation: 'update' },
  );
  const env = as(house.people.reviewer);
  const show = (await draft(['show', low.id], env)).out;
  expect(show).toMatch(/^ {2}\d+ fields unchanged$/m);
  expect(show).toMatch(
    /^SPEC DIFF\n--- live v1\n\+\+\+ proposed .*\n(?:[@ ].*\n)*\+ {2}"description": "New words",$/m,
  );
  expect((await draft(['apply', low.id], env)).code).toBe(2);
  expect((await draft(['apply', low.id, '--yes'], env)).code).toBe(2);
  expect((await draft(['apply', low.id, '--yes', '--if-digest', '0'.repeat(8)], env)).code).toBe(6);
  const yes = ['--yes', '--if-digest', digits(low.proposed_spec_digest)];
  expect((await draft(['apply', low.id, ...yes], { ...env, CI: 'true' })).code).toBe(5);
  expect((await draft(['apply', low.id, ...yes], { ...env, ZEN_USER_ID: '' })).code).toBe(2);
  expect((await draft(['apply', low.id, ...yes], { ...env, ZEN_USER_ID: house.people.admin.id })).code).toBe(
    5,
  );
  expect((await draft(['apply', low.id, ...yes], as(house.people.viewer))).code).toBe(5);
  const agent = await draft(['apply', low.id, ...yes], { ...env, DRAFT_TOKEN: house.keys.active });
  expect(agent).toMatchObject({ code: 5, err: expect.stringContaining('MCP_CANNOT_APPLY') });
  expect(await statusOf(page, low.id)).toBe('pending');
  const applied = await draft(['apply', low.id, ...yes, '--json'], env);
  expect(applied).toMatchObject({ code: 0 });
  expect(JSON.parse(applied.out)).toMatchObject({
    draft: { id: low.id, status: 'applied' },
    resource: { version: 2 },
  });
  expect((await draft(['apply', low.id, ...yes], env)).code).toBe(8);
  expect((await draft(['history', 'cli-low'], env)).out).toContain('v2');
});

test('medium risk waits for the browser, which confirms exactly this digest once', async ({
  page,
  house,
  proposed,
}) => {
  await becomeKnown({ page, house, proposed });
  const { draft: made } = await proposed({ name: 'cli-medium' });
  const yes = ['--yes', '--if-digest', digits(made.proposed_spec_digest)];
  const env = as(house.people.reviewer);
  const unconfirmed = await draft(['apply', made.id, ...yes, '--wait', '0'], env);
  expect(unconfirmed).toMatchObject({ code: 5, err: expect.stringContaining('APPROVAL_REQUIRED') });
  expect((await draft(['apply', made.id, ...yes, '--wait', '1'], env)).code).toBe(5);
  const running = startDraft(['apply', made.id, ...yes, '--wait', '60'], env);
  const [, url = ''] = await running.said(/Open {2}(\S+)/);
  await commitTerminal(page, url);
  const ended = await running.ended;
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('Applied cli-medium v1') });
  expect(await statusOf(page, made.id)).toBe('applied');
});

test('a confirmation is spent by the first attempt, runs out, and is nobody else’s', async ({
  page,
  house,
  proposed,
  request,
}) => {
  await becomeKnown({ page, house, proposed });
  const { draft: made } = await proposed({ name: 'cli-once' });
  const { reviewer, admin } = house.people;
  const apply = async (token: string, userId: string, lockVersion = made.lock_version) => {
    const answer = await request.post(`/api/v1/drafts/${made.id}/apply`, {
      headers: { authorization: `Bearer ${token}`, 'x-user-id': userId, cookie: '' },
      data: { proposed_spec_digest: made.proposed_spec_digest, lock_version: lockVersion },
    });
    return ((await answer.json()) as { code: string }).code;
  };
  await commitTerminal(page, `/drafts/${made.id}?confirm=terminal`);
  expect(await apply(admin.token, admin.id)).toBe('APPROVAL_REQUIRED');
  expect(await apply(reviewer.token, reviewer.id, made.lock_version + 1)).toBe('LOCK_VERSION_CONFLICT');
  expect(await apply(reviewer.token, reviewer.id)).toBe('APPROVAL_CONSUMED');
  await commitTerminal(page, `/drafts/${made.id}?confirm=terminal`);
  await house.asOwner(
    (sql) => sql`update apply_confirmations set created_at = now() - interval '1 hour',
      expires_at = now() - interval '1 second' where draft_id = ${made.id} and used_at is null`,
  );
  await house.asOwner((sql) => sql`delete from apply_confirmations where used_at is not null`);
  expect(await apply(reviewer.token, reviewer.id)).toBe('APPROVAL_EXPIRED');
  expect(await statusOf(page, made.id)).toBe('pending');
});

test('on a terminal it asks: y for low, the digest for medium, the risky value for high', async ({
  page,
  house,
  proposed,
}) => {
  const env = as(house.people.reviewer);
  await becomeKnown({ page, house, proposed });
  const { draft: medium } = await proposed({ name: 'cli-asked' });
  const wrong = onTerminal(['apply', medium.id], env);
  await wrong.said(/first eight digits/);
  wrong.say('00000000\r');
  expect((await wrong.ended).code).toBe(2);
  const left = onTerminal(['apply', medium.id], env);
  await left.said(/first eight digits/);
  left.say('\u0003');
  expect((await left.ended).code).toBe(130);
  const no = onTerminal(['discard', medium.id, '--reason', 'duplicate'], env);
  await no.said(/\[y\/N\]/);
  no.say('n\r');
  expect((await no.ended).code).toBe(2);

  const { draft: high } = await proposed({
    name: 'cli-high',
    environment: 'prod',
    ip_allowlist: ['0.0.0.0/0'],
  });
  expect((await draft(['apply', high.id], env)).err).toContain('--confirm-value');
  const asked = onTerminal(['apply', high.id, '--reason', 'the vendor moved'], env);
  await asked.said(/Type (\S+) to go on/);
  asked.say('hooks.acme.com\r');
  const [, url = ''] = await asked.said(/Open {2}(\S+)/);
  await commitTerminal(page, url, 'hooks.acme.com');
  expect((await asked.ended).code).toBe(0);
  const shown: unknown = await (await page.request.get(`/api/v1/drafts/${high.id}`)).json();
  expect(shown).toMatchObject({ applied: { reason: 'the vendor moved' } });
  await page.goto(`/drafts/${high.id}`);
  await expect(page.getByText(/^Applied by /)).toContainText('“the vendor moved”');
  const trail = page.getByRole('row', { name: /^Applied / });
  await expect(trail).toContainText('Reason given: “the vendor moved”');
  // What was ticked in the browser is what the evidence of the terminal's apply holds.
  await expect(trail).toContainText('allowlist-widened');
  expect((await draft(['show', high.id], env)).out).toContain('REASON   the vendor moved');
  expect((await draft(['discard', medium.id, '--reason', 'duplicate', '--yes'], env)).code).toBe(0);
  expect(await statusOf(page, medium.id)).toBe('discarded');
});

test('a failed check, a stop, and Ctrl-C while the answer is out each have their status', async ({
  page,
  house,
  proposed,
}) => {
  await becomeKnown({ page, house, proposed });
  const { draft: made } = await proposed({ name: 'cli-stopped' });
  const env = as(house.people.reviewer);
  const yes = ['--yes', '--if-digest', digits(made.proposed_spec_digest), '--wait', '0'];
  const stop = (on: boolean) =>
    house.asOwner(
      (sql) =>
        sql`update kill_switches set engaged_at = ${on ? new Date() : null}, engaged_by = ${on ? 'usr_x' : null}`,
    );
  await stop(true);
  expect((await draft(['apply', made.id, ...yes], env)).code).toBe(9);
  await stop(false);

  const spec = endpointSpec({ name: 'cli-inside', provider_template: 'nobody-knows' });
  const inside = made.id.slice(0, -4) + (made.id.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  await house.asOwner(async (sql) => {
    await sql`create temporary table copy on commit drop as select * from drafts where id = ${made.id}`;
    await sql`alter table copy drop column decided_at, drop column queue_at`;
    await sql`update copy set id = ${inside}, proposed_spec = ${JSON.stringify(spec)}::text::jsonb,
      resource_name = 'cli-inside', proposed_spec_digest = ${digestOf(spec)}`;
    const columns = await sql<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_name = 'copy'`;
    const names = columns.map(({ name }) => name);
    await sql`insert into drafts (${sql(names)}) select ${sql(names)} from copy`;
  });
  const failed = await draft(
    ['apply', inside, '--yes', '--if-digest', digits(digestOf(spec)), '--wait', '0'],
    env,
  );
  expect(failed).toMatchObject({ code: 7 });

  const done = new EventEmitter();
  const holding = house.asOwner(async (sql) => {
    await sql`select 1 from drafts where id = ${made.id} for update`;
    await once(done, 'done');
  });
  const running = startDraft(['apply', made.id, ...yes], env);
  await running.said(/CHECKS/);
  await new Promise((settle) => setTimeout(settle, 1500));
  running.interrupt();
  const ended = await running.ended;
  done.emit('done');
  await holding;
  expect(ended.code).toBe(130);
  expect(ended.err).toContain(`Outcome unknown, check: draft show ${made.id.slice(-6).toLowerCase()}`);
});
