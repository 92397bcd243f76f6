import { describe, expect, it } from 'vitest';
import type { Spec } from '../../resource-kind';
import { ordersWebhook, whereHostIsKnown } from '../testing/orders-webhook';
import { endpointFlags } from './endpoint-flags';

const live: Spec = { ...ordersWebhook, environment: 'prod' };
const staging: Spec = { ...live, environment: 'staging' };
const raised = (base: Spec | null, proposed: Spec) =>
  endpointFlags(base, proposed, whereHostIsKnown).map(({ code, tier, field }) =>
    [code, tier, field].join(' '),
  );
const retries = (max_attempts: number) => ({
  backoff: 'exponential',
  initial_seconds: 1,
  max_seconds: 60,
  max_attempts,
});
const noSecond = { ...live, timeout_seconds: 1 };

describe('delivery in production', () => {
  it.each<[string, object, string[]]>([
    ['no retry', { retry: retries(0) }, ['delivery-at-risk medium max_attempts']],
    ['one retry of five', { retry: retries(1) }, ['delivery-at-risk medium max_attempts']],
    ['three retries of five', { retry: retries(3) }, []],
    ['a timeout of 1 s', { timeout_seconds: 1 }, ['delivery-at-risk medium timeout_seconds']],
    ['2 s of 30', { timeout_seconds: 2 }, ['delivery-at-risk medium timeout_seconds']],
    ['20 s of 30', { timeout_seconds: 20 }, []],
    ['4 KiB', { max_payload_bytes: 4096 }, ['delivery-at-risk medium max_payload_bytes']],
    ['64 KiB of 256', { max_payload_bytes: 65_536 }, ['delivery-at-risk medium max_payload_bytes']],
    ['128 KiB of 256', { max_payload_bytes: 131_072 }, []],
    ['off, said once', { enabled: false }, ['disabled high enabled']],
    ['two at once', { timeout_seconds: 1, retry: retries(0) }, ['delivery-at-risk medium max_attempts']],
  ])('%s', (_, change, flags) => {
    expect(raised(live, { ...live, ...change })).toEqual(flags);
  });

  it('is not at risk outside production, nor anew where it was before', () => {
    expect(raised(staging, { ...staging, timeout_seconds: 1 })).toEqual([]);
    expect(raised(noSecond, { ...noSecond, description: 'x' })).toEqual([]);
  });

  it('counts what comes into production with the endpoint', () => {
    expect(raised({ ...noSecond, environment: 'staging' }, noSecond)).toEqual([
      'environment-changed high environment',
      'delivery-at-risk medium timeout_seconds',
    ]);
    expect(raised(null, { ...live, enabled: false })).toContain('delivery-at-risk medium enabled');
  });
});

it('takes another secret for grave where either side is production', () => {
  const other = { method: 'provider_default', secret_ref: 'secret://vault/b' };
  const flag = 'secret-reference-changed high secret_ref';
  expect(raised(live, { ...live, verification: other })).toEqual([flag]);
  expect(raised(live, { ...staging, verification: other })).toContain(flag);
});

it('takes the generic default for no verification, in a create as in an update', () => {
  const generic = { ...live, provider_template: 'generic' };
  const unverified = 'verification-weakened high verification_method';
  expect(raised(null, generic)).toContain(unverified);
  expect(
    raised({ ...generic, verification: { method: 'shared_token', secret_ref: 'secret://a/b' } }, generic),
  ).toEqual([unverified, 'secret-reference-changed high secret_ref']);
});
