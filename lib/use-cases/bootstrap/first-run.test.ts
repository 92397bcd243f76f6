import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pool } from '@/db/pool';
import { nothingNamed, stopsCovering } from '@/db/queries/kill-switch';
import { withTenant } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { closeIdle } from '@/db/transaction-connection';
import type { FirstRun } from '@/host/first-run-file';
import { scopes } from '@/lib/domain/keys/scope';
import { authenticateKey } from '../keys/authenticate-key';
import { signInWithPassword } from '../people/sign-in-with-password';
import { createTenant } from './create-tenant';
import { firstRun } from './first-run';
import { isFirstRunTenant } from './first-run-tenant';

const dataDir = tempDataDir('first-run');
const file = join(dataDir, 'first-run.json');
const place = { dataDir, publicUrl: 'http://127.0.0.1:43010' };
const read = () => JSON.parse(readFileSync(file, 'utf8')) as FirstRun;
const plan = (name: string, email: string) => ({
  name,
  people: [{ name: 'A', email, role: 'admin' as const, password: 'a long enough password' }],
  agentKey: null,
});

afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await Promise.all([pool().end(), closeIdle()]);
});

describe('firstRun', () => {
  it('makes the tenant, its people and its key, and writes exactly what works to a private file', async () => {
    expect(await firstRun(place)).toBe('created');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { reviewers, agent_key: key, ...rest } = read();
    expect(rest).toEqual({ url: place.publicUrl, mcp_url: `${place.publicUrl}/api/mcp`, tenant: 'acme' });
    expect(reviewers.map(({ role }) => role).toSorted()).toEqual(['admin', 'reviewer', 'reviewer', 'viewer']);
    const people = await Promise.all(reviewers.map((person) => signInWithPassword(person, '192.0.2.1')));
    expect(people.map((result) => result.ok && result.value.human.role)).toEqual(
      reviewers.map(({ role }) => role),
    );
    const agent = await authenticateKey(key);
    if (!agent.ok) throw new Error(agent.refusal.message);
    const admin = people.find((result) => result.ok && result.value.human.role === 'admin');
    expect(agent.value).toMatchObject({ name: 'deploy-bot', scopes });
    expect(admin?.ok && admin.value.human).toMatchObject({
      tenantId: agent.value.tenantId,
      userId: agent.value.ownerId,
    });
    const system = { kind: 'system', tenantId: agent.value.tenantId, name: 'test' } as const;
    expect((await withTenant(system, (tx) => stopsCovering(tx, nothingNamed))).value).toEqual([]);
    const { value: limits } = await withTenant(
      system,
      ({ sql }) => sql`select max_pending_drafts from agent_keys where id = ${agent.value.keyId}`,
    );
    expect(limits).toEqual([{ max_pending_drafts: 1000 }]);
    const { leaves } = await auditLog(system);
    expect(leaves.map(({ event }) => event)).toEqual([
      'tenant_created',
      ...reviewers.map(() => 'person_added'),
      'key_issued',
    ]);
    expect(leaves[0]?.subject).toBe(system.tenantId);
  });

  it('keeps everything on a second start and follows a new address', async () => {
    const before = read();
    expect(['acme', 'globex'].map((name) => isFirstRunTenant(name, dataDir))).toEqual([true, false]);
    expect(isFirstRunTenant('acme', join(dataDir, 'elsewhere'))).toBe(false);
    expect(await firstRun(place)).toBe('kept');
    expect(read()).toEqual(before);
    const moved = 'http://127.0.0.1:43011';
    expect(await firstRun({ ...place, publicUrl: moved })).toBe('kept');
    expect(read()).toEqual({ ...before, url: moved, mcp_url: `${moved}/api/mcp` });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('publishes what a crash between commit and publication left behind', async () => {
    const before = read();
    renameSync(file, join(dataDir, 'first-run.pending.json'));
    expect(await firstRun({ ...place, publicUrl: before.url })).toBe('kept');
    expect(read()).toEqual(before);
  });

  it('makes no second tenant and no new secrets when the file is lost', async () => {
    rmSync(file);
    expect(await firstRun(place)).toBe('lost');
    expect(existsSync(file)).toBe(false);
  });
});

describe('createTenant', () => {
  it('makes nothing when what must happen before the commit fails', async () => {
    const failing = createTenant(plan('first-crash', 'crash@example.com'), () => {
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await createTenant(plan('first-crash', 'crash@example.com'))).toMatchObject({ ok: true });
  });

  it('refuses a name and an e-mail address that are taken, and leaves nothing behind', async () => {
    expect(await createTenant(plan('first-one', 'one@example.com'))).toMatchObject({ ok: true });
    const code = 'RESOURCE_NAME_CONFLICT';
    expect(await createTenant(plan('first-one', 'two@example.com'))).toMatchObject({ refusal: { code } });
    expect(await createTenant(plan('first-two', 'one@example.com'))).toMatchObject({ refusal: { code } });
    expect(await createTenant(plan('first-two', 'two@example.com'))).toMatchObject({ ok: true });
  });
});
