import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { merkleRoot } from '@/db/testing/merkle-root';
import { cutLog, restoreLog, tamperLog } from '@/db/testing/tamper-log';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import type { RefusalCode } from '@/lib/domain/refusal';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { freshCheckpoint } from './fresh-checkpoint';
import { type Signing, signHead } from './sign-head';
import { makeLog, newPem, signingOf } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 2 });
const app = postgres(inject('appUrl'), { max: 1 });
afterAll(() => Promise.all([owner.end(), app.end()]));
afterEach(() => vi.restoreAllMocks());

const rowsOf = ({ system }: TestTenant) =>
  withTenantRead(
    system,
    ({ sql }) => sql<{ size: number; note: string }[]>`select size, note from log_checkpoints order by size`,
  );

async function entriesOf({ system }: TestTenant): Promise<Buffer[]> {
  const rows = await withTenantRead(
    system,
    ({ sql }) => sql<{ entry: Buffer }[]>`select entry from log_leaves order by idx`,
  );
  return rows.map(({ entry }) => entry);
}

async function opens(note: string, verifierKey: string) {
  const key = await parseVerifierKey(verifierKey);
  if (key === null) throw new Error('no verifier key');
  return openCheckpoint(note, key);
}

/** Why a log is not signed, and what that left behind: nothing. */
async function whyRefused(
  tenant: TestTenant,
  signing: Signing,
  code: RefusalCode = 'LOG_NOT_SIGNABLE',
): Promise<string> {
  const before = await rowsOf(tenant);
  const state = readFileSync(stateOf(signing), 'utf8');
  const refused = await signHead(signing);
  expect(codeOf(refused)).toBe(code);
  expect([...(await rowsOf(tenant))]).toEqual([...before]);
  expect(readFileSync(stateOf(signing), 'utf8')).toBe(state);
  return refused.ok ? '' : refused.refusal.message;
}

const outOfOrder = () => Promise.reject(new Error('out of order'));

const stateOf = ({ dataDir, tenantId }: Signing) => join(dataDir, 'log-state', `${tenantId}.json`);

describe('the head of a log', () => {
  it('is signed once it is committed, as a checkpoint that the key of the log opens', async () => {
    const { tenant, reviewer, grow } = await makeLog();
    await grow();
    const fresh = accepted(await freshCheckpoint(reviewer));
    const entries = await entriesOf(tenant);
    expect(fresh.size).toBe(entries.length);
    expect(Buffer.from(fresh.root)).toEqual(merkleRoot(entries));
    expect(fresh.verifierKey).toMatch(`127.0.0.1:3000/log/${tenant.id}+`);
    expect(await opens(fresh.note, fresh.verifierKey)).toMatchObject({
      ok: true,
      checkpoint: { size: fresh.size, origin: `127.0.0.1:3000/log/${tenant.id}` },
    });
    expect(accepted(await freshCheckpoint(reviewer))).toEqual(fresh);
    await grow();
    expect(accepted(await freshCheckpoint(reviewer)).size).toBe(fresh.size + 1);
  });

  it('is signed of a log without leaves too', async () => {
    const reader = await makeSession(await makePerson(await makeTenant(), 'viewer'));
    expect(accepted(await freshCheckpoint(reader))).toMatchObject({ size: 2 });
  });

  it('covers whatever was committed before somebody asked, however many ask at once', async () => {
    const { reviewer, grow } = await makeLog();
    const sizes = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        await grow();
        return accepted(await freshCheckpoint(reviewer)).size;
      }),
    );
    expect(Math.max(...sizes)).toBe(accepted(await freshCheckpoint(reviewer)).size);
  });

  it('is not given to an agent without the scope', async () => {
    const { agent } = await makeLog();
    expect(codeOf(await freshCheckpoint({ ...agent, scopes: [] }))).toBe('INSUFFICIENT_SCOPE');
  });

  it('is never signed with a leaf whose transaction is rolled back', async () => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow(2);
    const before = accepted(await signHead(signing));
    const rollback = new Error('rolled back');
    const attempt = app.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
      await sql`select log_append('draft_apply_refused', 'evd_1', 's', convert_to(jsonb_build_object('event', 'draft_apply_refused',
        'id', 'evd_1', 'subject', 's', 'tenant', current_tenant())::text, 'UTF8'))`;
      expect(await sql`select size::int from log_heads`).toEqual([{ size: before.size + 1 }]);
      expect(accepted(await signHead(signing)).size).toBe(before.size);
      throw rollback;
    });
    await expect(attempt).rejects.toBe(rollback);
    expect(accepted(await signHead(signing))).toEqual(before);
    await grow();
    expect(accepted(await signHead(signing)).size).toBe(before.size + 1);
  });

  it('is signed once when processes sign at the same moment, and all give the same note', async () => {
    const { tenant, grow } = await makeLog();
    const pem = newPem();
    const processes = [1, 2, 3, 4].map(() => signingOf(tenant, pem));
    for (let round = 0; round < 4; round += 1) {
      await grow();
      const signed = await Promise.all(processes.map(signHead));
      expect(new Set(signed.map((one) => accepted(one).note)).size).toBe(1);
    }
    const sizes = (await rowsOf(tenant)).map(({ size }) => size);
    expect(sizes).toEqual([...new Set(sizes)]);
    expect(sizes).toHaveLength(4);
  });

  it('is signed with another key from one size on; what was signed before keeps its own', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow();
    const older = accepted(await signHead(signing));
    const moved = { ...signing, signer: signingOf(tenant).signer, host: 'new.example.com' };
    expect(accepted(await signHead(moved))).toEqual(older);
    await grow();
    const newer = accepted(await signHead(moved));
    expect(await opens(newer.note, newer.verifier_key)).toMatchObject({
      ok: true,
      checkpoint: { origin: `new.example.com/log/${tenant.id}` },
    });
    expect(await opens(older.note, older.verifier_key)).toMatchObject({ ok: true });
    expect(await opens(newer.note, older.verifier_key)).toMatchObject({ ok: false });
    const lines = said.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual([expect.stringContaining('is signed with another key')]);
    expect(lines[0]).toContain(newer.verifier_key);
    expect(lines[0]).toContain(older.verifier_key);
  });
});

describe('nothing is signed', () => {
  it('of a log that was restored from an older backup, checkpoints and all', async () => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow(2);
    const { size: older } = accepted(await signHead(signing));
    await grow(3);
    accepted(await signHead(signing));
    await restoreLog(owner, tenant, older);
    expect(await whyRefused(tenant, signing)).toBe(
      `The log ends at ${older}, but it was signed up to ${older + 3}. An older backup was restored, most likely.`,
    );
    await grow(4);
    expect(await whyRefused(tenant, signing)).toContain('no longer what was signed');
  });

  it('of a log whose last leaf was taken away', async () => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow(3);
    const { size } = accepted(await signHead(signing));
    await cutLog(owner, tenant, size - 1);
    expect(await whyRefused(tenant, { ...signing })).toContain(`signed up to ${size}`);
    const elsewhere = await signHead(signingOf(tenant));
    expect(codeOf(elsewhere)).toBe('LOG_NOT_SIGNABLE');
  });

  it.each([
    ['an edge that was changed', 'update log_heads set edge = set_byte(edge, 3, 255 - get_byte(edge, 3))'],
    [
      'a stored subtree that was changed',
      'update log_leaves set hashes = set_byte(hashes, 70, 255 - get_byte(hashes, 70)) where idx = 3',
    ],
    ['a leaf that is gone', 'delete from log_leaves where idx = 3'],
    ['a checkpoint of another root', "update log_checkpoints set root = sha256('')"],
    ['a checkpoint of another note', "update log_checkpoints set note = replace(note, '/log/', '/lag/')"],
  ])('of a log with %s', async (_, statement) => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow(3);
    accepted(await signHead(signing));
    await grow(2);
    await tamperLog(owner, tenant, statement);
    expect(await whyRefused(tenant, signing)).toMatch(/stored|signed/);
  });

  it('where what was signed last is damaged, or was replaced', async () => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow();
    accepted(await signHead(signing));
    expect(statSync(stateOf(signing)).mode & 0o777).toBe(0o600);
    const kept = readFileSync(stateOf(signing), 'utf8');
    for (const damaged of ['', '{}', kept.replace('/log/', '/lag/')]) {
      writeFileSync(stateOf(signing), damaged);
      expect(await whyRefused(tenant, signing)).toContain('DATA_DIR');
    }
  });

  it('where what signs lies or fails, and the log is signed once it does not', async () => {
    const { tenant, grow } = await makeLog();
    const signing = signingOf(tenant);
    await grow();
    accepted(await signHead(signing));
    await grow();
    const failing = { ...signing, signer: { ...signing.signer, sign: outOfOrder } };
    expect(await whyRefused(tenant, failing, 'SIGNING_FAILED')).toBe('What signs the log has failed.');
    expect(codeOf(await signHead(signing))).toBe('ok');
  });
});
