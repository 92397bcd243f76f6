import { expect, it } from 'vitest';
import { insertServiceCredential } from '@/db/queries/service-credentials';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { hashToken } from '@/lib/domain/keys/key-format';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { makeExpiredService, makeService } from '@/lib/use-cases/testing/services';
import { authenticateService } from './authenticate-service';
import { listServices } from './list-services';
import { revokeService } from './revoke-service';

const tenant = await makeTenant();
const { system } = tenant;

it('is issued with evidence, proves itself, and is revoked with evidence for good', async () => {
  const auditor = await makeSession(await makePerson(tenant, 'viewer'));
  const { id, token, expiresAt, service } = await makeService(system);
  expect(token).toMatch(/^svc_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/);
  expect(accepted(await authenticateService(token))).toEqual(service);

  accepted(await revokeService(system, id));
  expect(codeOf(await authenticateService(token))).toBe('KEY_REVOKED');
  expect(codeOf(await revokeService(system, id))).toBe('RESOURCE_NOT_FOUND');
  const { items } = accepted(await listEvidence(auditor, {}));
  const left = items.filter(({ event }) => event.startsWith('service_'));
  expect(left.map(({ event, subject, payload }) => ({ event, subject, payload }))).toEqual([
    {
      event: 'service_revoked',
      subject: id,
      payload: { revoked_by: 'system:test', revoked_at: expect.any(String) },
    },
    {
      event: 'service_issued',
      subject: id,
      payload: {
        issued_by: 'system:test',
        issued_at: expect.any(String),
        valid_until: expiresAt.toISOString(),
      },
    },
  ]);
  const revival = withTenant(
    system,
    ({ sql }) => sql`update service_credentials set revoked_at = null, revoked_by = null where id = ${id}`,
  );
  await expect(revival).rejects.toThrow('revoked for good');
});

it('is stored as a hash alone and listed without anything that proves it', async () => {
  const { id, token } = await makeService(system, 'listed');
  const [row] = await withTenantRead(
    system,
    ({ sql }) =>
      sql<
        { text: string; token_hash: Buffer }[]
      >`select c::text as text, token_hash from service_credentials c where id = ${id}`,
  );
  expect(row?.token_hash).toEqual(hashToken(token));
  expect(row?.text).not.toContain(token.slice(13));
  const listed = await listServices(system);
  expect(listed).toContainEqual(expect.objectContaining({ id, name: 'listed', state: 'live' }));
  expect(JSON.stringify(listed)).not.toContain(token.slice(4, 12));
});

it('is refused when it is unknown, altered or expired', async () => {
  const { token } = await makeService(system);
  const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of [altered, `svc_${'x'.repeat(8)}_${'y'.repeat(43)}`, 'svc_', token.slice(4)]) {
    expect(codeOf(await authenticateService(wrong))).toBe('INVALID_API_KEY');
  }
  expect(codeOf(await authenticateService(await makeExpiredService(system)))).toBe('KEY_EXPIRED');
  expect((await listServices(system)).map(({ state }) => state)).toContain('expired');
});

it('of another tenant is not there', async () => {
  const { id, token } = await makeService(system);
  const elsewhere = await makeTenant();
  expect(codeOf(await revokeService(elsewhere.system, id))).toBe('RESOURCE_NOT_FOUND');
  expect(await listServices(elsewhere.system)).toEqual([]);
  expect(accepted(await authenticateService(token)).tenantId).toBe(tenant.id);
});

it('cannot be committed without evidence', async () => {
  const silent = withTenant(system, (tx) =>
    insertServiceCredential(tx, {
      id: `crd_${'0'.repeat(26)}`,
      name: 'silent',
      lookup_id: 'silent00',
      token_hash: hashToken('x'),
      created_by: 'test',
      created_at: new Date(),
      expires_at: new Date(Date.now() + 1000),
    }),
  );
  await expect(silent).rejects.toThrow('without evidence');
});
