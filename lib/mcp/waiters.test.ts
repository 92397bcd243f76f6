import { expect, it } from 'vitest';
import { Waiters, waiterLimits } from './waiters';

const of = (tenantId: string, keyId: string) => ({ tenantId, keyId });

it('a key waits with as many calls as it may, and with one more when one is over', () => {
  const all = new Waiters({ key: 2, tenant: 9, process: 9 });
  const leave = all.enter(of('t1', 'k1'));
  all.enter(of('t1', 'k1'));
  expect(all.enter(of('t1', 'k1'))).toBeNull();
  expect(all.enter(of('t1', 'k2'))).not.toBeNull();
  leave?.();
  leave?.();
  expect(all.enter(of('t1', 'k1'))).not.toBeNull();
  expect(all.enter(of('t1', 'k1'))).toBeNull();
});

it('a tenant takes its share with all its keys, and another waits on', () => {
  const all = new Waiters();
  const keys = Array.from({ length: 100 }, (_, at) => of('t1', `k${at}`));
  expect(keys.filter((key) => all.enter(key) !== null)).toHaveLength(waiterLimits.tenant);
  expect(all.enter(of('t2', 'k'))).not.toBeNull();
  expect(all.enter(of('t1', 'new'))).toBeNull();
});

it('all tenants together take what a process serves', () => {
  const all = new Waiters({ key: 9, tenant: 9, process: 2 });
  all.enter(of('t1', 'k'));
  all.enter(of('t2', 'k'));
  expect(all.enter(of('t3', 'k'))).toBeNull();
});
