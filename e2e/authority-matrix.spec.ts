import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ulid } from 'ulid';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { insertDelivery } from '@/db/testing/insert-delivery';
import type { Cell } from '@/lib/domain/authority/authority-row';
import { authorityMatrix } from '@/lib/domain/authority/matrix';
import { sealRequest } from '@/lib/domain/oauth/sealed-request';
import { hashDeviceCode } from '@/lib/domain/people/device-code';
import { statusOf } from '@/lib/door/status';
import { firstRun } from './first-run';
import { questionFor } from './matrix/asking';
import { type Caller, callersOf } from './matrix/callers';
import { outcomeOf } from './matrix/outcome';
import { addKey, type Seeded, seedTenants } from './matrix/seed';
import { Target } from './matrix/target';
import { asOwnerOf } from './owner';

const dataDir = process.env['E2E_DATA_DIR'] ?? '';
let base: string;
let seeded: Seeded;
let callers: Caller[];
let target: Target;

/** Callers of tenants of their own; the subjects of the other rows stay where they are. */
const freshCallers = async (): Promise<Caller[]> =>
  callersOf(await seedTenants(dataDir), dataDir, new URL(base).origin);

test.beforeAll(async () => {
  base = firstRun().url;
  seeded = await seedTenants(dataDir);
  callers = await callersOf(seeded, dataDir, new URL(base).origin);
  target = new Target(base, seeded);
  const reviewer = callers.find(({ kind }) => kind === 'reviewer');
  const decider = { ...reviewer?.headers, 'x-user-id': seeded.people.reviewer.id };
  await target.makeDiscarded(decider);
  await target.makeLive(decider);
  await target.signLog(decider);
  await target.makeBundle(decider);
  await target.makeRefused(decider);
  await target.renewDraft();
});

/** What a cell looks like on the wire. Tools and actions answer a refusal under 200 where the call itself was carried out. */
function expected(row: string, kind: string, cell: Cell): { said: string; statuses: number[] } {
  if (cell === 'allow') return { said: cell, statuses: [200, 201, 302, 303] };
  const status = statusOf[cell];
  if (row.startsWith('tool ')) return { said: cell, statuses: [200, status] };
  // The front door ends an action that carries the credential of an agent or a service, or comes from another site, before
  // Next sees it.
  const isAtDoor = cell === 'MCP_CANNOT_APPLY' || kind === 'foreign_origin' || kind.startsWith('service');
  const isInside = row.startsWith('action ') && !isAtDoor;
  return { said: cell, statuses: [isInside ? 200 : status] };
}

const authSecret = (): string => readFileSync(join(dataDir, 'auth-secret'), 'utf8').trim();

/** A login that somebody approved, so that whoever polls next gets its token. */
async function approveDevice(): Promise<void> {
  await target.renewDevice();
  const secret = authSecret();
  await asOwnerOf(
    dataDir,
    seeded.people.reviewer,
  )(async (sql) => {
    const { tenant } =
      (await sql<{ tenant: string }[]>`select current_setting('app.tenant_id') as tenant`)[0] ?? {};
    await sql`select set_config('app.tenant_id', ${nilTenant}, true)`;
    await sql`
      update device_logins set decision = 'approved', decided_by = ${seeded.people.reviewer.id},
        decided_tenant = ${tenant ?? null}, decided_at = now()
      where user_code_hash = ${hashDeviceCode(secret, 'user', target.device.user_code)}`;
  });
}

/** Makes a request of OAuth that nobody has decided the subject. */
function renewConsent(): void {
  const createdAt = Date.now();
  const request = {
    id: `oar_${ulid()}`,
    clientId: 'https://editor.example.com/client.json',
    clientName: 'Editor',
    redirectUri: 'https://editor.example.com/callback',
    state: null,
    challenge: 'x'.repeat(43),
    scopes: ['mcp:read:drafts'],
    resource: 'https://oauth.example.com/api/mcp',
    createdAt,
    expiresAt: createdAt + 3_600_000,
  } as const;
  target.consentHandle = sealRequest(authSecret(), request, randomBytes(12)) ?? '';
}

/** What waits for the answer of a person is answered once. */
async function renewAsking(name: string): Promise<void> {
  if (name === 'action decideDeviceAction') await target.renewDevice();
  if (name === 'action consentAction') renewConsent();
}

/** Makes a delivery that has failed the subject, in a tenant without a control plane: nothing sends it meanwhile. */
async function renewDelivery(): Promise<void> {
  await asOwnerOf(
    dataDir,
    seeded.people.reviewer,
  )(async (sql) => {
    target.deliveryId = await insertDelivery(sql, { state: 'dead' });
  });
}

/** Makes a rule the subject, in the way of nobody. */
async function renewRule(): Promise<void> {
  await asOwnerOf(
    dataDir,
    seeded.people.reviewer,
  )(async (sql) => {
    target.ruleId = `rul_${ulid()}`;
    // Those of the callers before: a tenant has no more than a hundred.
    await sql`delete from policy_rules where tenant_id = current_tenant()`;
    await sql`
      insert into policy_rules (id, tenant_id, priority, effect, match, reason, version, created_by, created_at)
      select ${target.ruleId}, current_tenant(), 1000, 'deny', '{"keys": ["key_of_nobody"]}', 'matrix',
        coalesce(max(greatest(version, removed_version)), 0) + 1, 'matrix', now()
      from policy_rules where tenant_id = current_tenant()`;
    const [key] = await sql<{ id: string }[]>`
      select id from agent_keys where tenant_id = current_tenant() and name = 'active'`;
    target.keyId = key?.id ?? '';
  });
}

/** Makes a key whose circuit is open the subject. */
async function renewPausedKey(): Promise<void> {
  target.pausedKey = `key_${ulid()}`;
  await asOwnerOf(
    dataDir,
    seeded.people.reviewer,
  )(
    (sql) => sql`
      insert into circuit_breakers (tenant_id, key_id, state, score, window_from, trips, open_until)
      values (current_tenant(), ${target.pausedKey}, 'open', 20, now(), 1, now() + interval '1 hour')`,
  );
}

const asReviewer = () => callers.find(({ kind }) => kind === 'reviewer')?.headers ?? {};

/** Makes keys in use and suspended the subjects, for rows that change one. */
async function renewKeys(): Promise<void> {
  const { people } = seeded;
  const owner = people.admin.id;
  await asOwnerOf(
    dataDir,
    people.reviewer,
  )(async (sql) => {
    const [place] = await sql<{ tenant: string }[]>`select current_setting('app.tenant_id') as tenant`;
    const tenant = place?.tenant ?? '';
    target.keyId = (await addKey(sql, { tenant, owner, state: 'active', scopes: [] })).id;
    target.suspendedKeyId = (await addKey(sql, { tenant, owner, state: 'suspended', scopes: [] })).id;
  });
}

/** Puts back what a caller before may have used up. */
async function renewSubjects(name: string): Promise<void> {
  if (name.endsWith('/device/token')) await approveDevice();
  await renewAsking(name);
  if (/deliver/i.test(name)) await renewDelivery();
  if (/policy|rule/i.test(name)) await renewRule();
  if (/release/i.test(name)) await target.renewStop(asReviewer());
  if (/circuit/i.test(name)) await renewPausedKey();
  if (/keys|KeyAction/.test(name)) await renewKeys();
}

for (const { name, cells } of authorityMatrix) {
  test(`${name} answers every kind of caller as the matrix says`, async () => {
    // Whoever ends their session has none for the next row.
    const asking = name.endsWith('/session/end') ? await freshCallers() : callers;
    // Who is refused changes nothing: a draft that one of them has decided is no longer there for the next who may.
    const isOfDrafts = /draft/i.test(name);
    let isDecided = isOfDrafts;
    for (const caller of asking) {
      if (isDecided) await target.renewDraft();
      await renewSubjects(name);
      const cell = cells[caller.kind];
      isDecided = isOfDrafts && cell === 'allow';
      const { said, statuses } = expected(name, caller.kind, cell);
      const outcome = await outcomeOf(base, questionFor(name, target, caller), caller);
      const who = `${caller.kind} ${caller.how}`;
      expect.soft(`${who}: ${outcome.said}`).toBe(`${who}: ${said}`);
      expect.soft(statuses, `${who}: ${outcome.said}`).toContain(outcome.status);
    }
  });
}

test('every kind of caller of the matrix was driven', () => {
  const kinds = new Set(callers.map(({ kind }) => kind));
  for (const { cells } of authorityMatrix)
    expect([...kinds].toSorted()).toEqual(Object.keys(cells).toSorted());
});
