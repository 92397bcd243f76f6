import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { findControlPlane, setControlPlane as setRow } from '@/db/queries/control-plane';
import { withTenant, withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import type { System } from '@/lib/domain/actor';
import { openSecrets } from '@/lib/domain/delivery/sealed-secrets';
import { secretIdOf } from '@/lib/domain/delivery/signature';
import { openGrant } from '@/lib/domain/keys/testing/open-grant';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { removeControlPlane } from './remove-control-plane';
import { retireSecret } from './retire-secret';
import { rotateSecret } from './rotate-secret';
import { setControlPlane } from './set-control-plane';

const key = vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
  return 'a-delivery-key-for-tests-0123456789';
});

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const url = 'https://control.acme.com/countersign/secret-path';
let tenant: TestTenant;
let operator: System;
beforeEach(async () => {
  tenant = await makeTenant();
  operator = { ...tenant.system, name: 'operator' };
});
const stored = () => withTenantRead(operator, findControlPlane);
const opened = async () => openSecrets(key, tenant.id, (await stored())?.sealed_secrets ?? Buffer.alloc(0));

describe('the control plane of a tenant', () => {
  it('gets a secret when it is first set, shown once and kept sealed', async () => {
    const { secret } = accepted(await setControlPlane(operator, url));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await opened()).toEqual([secret]);
    expect(accepted(await setControlPlane(operator, 'https://other.acme.com/')).secret).toBeNull();
    const row = await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
      return sql`select control_planes::text as row from control_planes`;
    });
    expect(JSON.stringify(row)).not.toContain(Buffer.from(secret ?? '').toString('hex'));
  });

  it('opens for its own tenant and its own key alone, and not when a byte has changed', async () => {
    accepted(await setControlPlane(operator, url));
    const sealed = (await stored())?.sealed_secrets ?? Buffer.alloc(0);
    const bent = Buffer.from(sealed);
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1;
    expect(openSecrets(key, tenant.id, sealed)).toHaveLength(1);
    expect(openSecrets(`${key}x`, tenant.id, sealed)).toBeNull();
    expect(openSecrets(key, (await makeTenant()).id, sealed)).toBeNull();
    expect(openSecrets(key, tenant.id, bent)).toBeNull();
  });

  it('has two secrets while one is rotated, never three', async () => {
    expect(codeOf(await rotateSecret(operator))).toBe('RESOURCE_NOT_FOUND');
    const first = accepted(await setControlPlane(operator, url)).secret;
    expect(codeOf(await retireSecret(operator))).toBe('VALIDATION_FAILED');
    const second = accepted(await rotateSecret(operator)).secret;
    expect(await opened()).toEqual([second, first]);
    const third = accepted(await rotateSecret(operator)).secret;
    expect(await opened()).toEqual([third, second]);
    expect(accepted(await retireSecret(operator))).toEqual({ secretIds: [secretIdOf(third)] });
    expect(await opened()).toEqual([third]);
    expect((await stored())?.url).toBe(url);
  });

  it.each([
    'http://control.acme.com/',
    'http://127.0.0.1:9000/',
    'https://127.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://localhost/',
    'https://metadata.internal/',
    'https://user:word@control.acme.com/',
    'https://control.acme.com/#x',
    'ftp://control.acme.com/',
    'control.acme.com',
    `https://control.acme.com/${'x'.repeat(2000)}`,
  ])('cannot be %s', async (bad) => {
    expect(codeOf(await setControlPlane(operator, bad))).toBe('TARGET_URL_INVALID');
    expect(await stored()).toBeNull();
  });

  it('leaves evidence of every change, with neither the secret nor the path', async () => {
    const { secret } = accepted(await setControlPlane(operator, url));
    accepted(await rotateSecret(operator));
    accepted(await removeControlPlane(operator));
    expect(codeOf(await removeControlPlane(operator))).toBe('RESOURCE_NOT_FOUND');
    const reader = await makeSession(await makePerson(tenant, 'viewer'));
    const left = accepted(await listEvidence(reader, {})).items;
    const items = left.filter(({ subject }) => subject === 'control_plane');
    expect(items.map(({ event, subject }) => [event, subject])).toEqual([
      ['control_plane_removed', 'control_plane'],
      ['control_plane_set', 'control_plane'],
      ['control_plane_set', 'control_plane'],
    ]);
    expect(items[2]?.payload).toMatchObject({
      set_by: 'system:operator',
      host: 'control.acme.com',
      secret_ids: [secretIdOf(secret ?? '')],
    });
    const entries = items.map(({ entry }) => Buffer.from(entry, 'base64').toString('utf8')).join('');
    expect(entries).not.toMatch(/whsec_|secret-path/);
    expect(await auditLog(tenant.system)).toMatchObject({ sound: true });
  });

  it('cannot be changed in the database without evidence, nor read by an agent', async () => {
    const plane = {
      url,
      url_salt: Buffer.alloc(16),
      sealed_secrets: Buffer.alloc(40),
      secret_ids: ['a'],
      changed_by: 'nobody',
      changed_at: new Date(),
    };
    await expect(withTenant(operator, (tx) => setRow(tx, plane))).rejects.toThrow('without evidence');
    expect(await stored()).toBeNull();
    accepted(await setControlPlane(operator, url));
    await expect(
      withTenant(operator, ({ sql }) => sql`delete from control_planes where tenant_id = current_tenant()`),
    ).rejects.toThrow('without evidence');
    const agent = {
      kind: 'agent',
      tenantId: tenant.id,
      keyId: 'key_1',
      name: 'a',
      ownerId: 'u',
      ownerRole: 'reviewer',
      scopes: [],
      grant: openGrant,
    } as const;
    await expect(withTenantRead(agent, findControlPlane)).rejects.toThrow('permission denied');
    await expect(withTenant(agent, (tx) => setRow(tx, plane))).rejects.toThrow('permission denied');
    const stranger = (await makeTenant()).system;
    expect(await withTenantRead(stranger, findControlPlane)).toBeNull();
  });
});
