import { expect, it } from 'vitest';
import { type Listener, StreamHub, streamLimits } from './stream-hub';

const silent = { hear: () => {}, beat: () => {}, close: () => {} };
const listener = (tenantId: string, principal: string, login: string): Listener => ({
  tenantId,
  principal,
  login,
  ...silent,
});
const limits = { login: 2, principal: 3, tenant: 4, process: 5 };

it('names the limit that one more stream would break: of the login, the principal, the process', () => {
  const hub = new StreamHub(limits);
  const asked = listener('t1', 'robin', 's1');
  expect(hub.limitReached(asked)).toBeNull();
  const leave = hub.add(listener('t1', 'robin', 's1'));
  hub.add(listener('t1', 'robin', 's1'));
  expect(hub.limitReached(asked)).toBe('login');
  hub.add(listener('t1', 'robin', 's2'));
  expect(hub.limitReached(listener('t1', 'robin', 's3'))).toBe('principal');
  // The same person id in another tenant is somebody else.
  expect(hub.limitReached(listener('t2', 'robin', 's1'))).toBeNull();
  hub.add(listener('t2', 'kim', 's4'));
  hub.add(listener('t3', 'lee', 's5'));
  expect(hub.limitReached(listener('t4', 'new', 's6'))).toBe('process');
  leave();
  expect(hub.limitReached(listener('t4', 'new', 's6'))).toBeNull();
  expect(hub.limitReached(asked)).toBeNull();
  hub.closeAll();
});

it('a tenant takes its share with all its people, and another is heard', () => {
  const hub = new StreamHub();
  for (let at = 0; at < streamLimits.tenant; at += 1) hub.add(listener('t1', `person${at}`, `s${at}`));
  expect(hub.limitReached(listener('t1', 'new', 'new'))).toBe('tenant');
  expect(hub.limitReached(listener('t2', 'new', 'new'))).toBeNull();
  expect(streamLimits.tenant * 4).toBeLessThan(streamLimits.process);
  hub.closeAll();
});
