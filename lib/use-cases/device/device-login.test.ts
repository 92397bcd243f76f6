import { describe, expect, it } from 'vitest';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { deviceLimits } from '@/lib/domain/people/device-code';
import { endSession } from '@/lib/use-cases/people/end-session';
import { humanOfToken, resolveSession } from '@/lib/use-cases/people/resolve-session';
import { leftBy } from '@/lib/use-cases/testing/left-by';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { decideDeviceLogin, showDeviceLogin } from './decide-device-login';
import { redeemDeviceLogin } from './redeem-device-login';
import { startDeviceLogin } from './start-device-login';

const asks = { clientName: 'draft', hostName: 'bastion-2' };
const start = async () => accepted(await startDeviceLogin(asks, null));
const reviewer = async () => makeSession(await makePerson(await makeTenant(), 'reviewer'));

describe('the login of a terminal', () => {
  it('gives the person who approved it a session of their own, once', async () => {
    const human = await reviewer();
    const { deviceCode, userCode } = await start();
    expect(accepted(await showDeviceLogin(human, userCode.toLowerCase()))).toMatchObject(asks);
    accepted(await decideDeviceLogin(human, { userCode, approve: true }));
    const { answer, left } = await leftBy({ id: human.tenantId }, () => redeemDeviceLogin(deviceCode));
    const { token } = accepted(answer);
    expect(codeOf(await redeemDeviceLogin(deviceCode))).toBe('EXPIRED_TOKEN');
    const found = await humanOfToken(token);
    expect(found).toMatchObject({ userId: human.userId, tenantId: human.tenantId });
    expect(found?.sessionId).not.toBe(human.sessionId);
    expect(left).toEqual([['terminal_approved', found?.sessionId]]);
    const forged = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect(await humanOfToken(forged)).toBeNull();
    // The token's session is no browser's, and its id alone opens nothing.
    expect(await resolveSession(found?.sessionId ?? '')).toBeNull();
    const ending = await leftBy({ id: human.tenantId }, () => endSession(found?.sessionId ?? ''));
    expect([await humanOfToken(token), ending.left]).toEqual([null, []]);
  });

  it('makes one token of two polls at once', async () => {
    const human = await reviewer();
    const { deviceCode, userCode } = await start();
    accepted(await decideDeviceLogin(human, { userCode, approve: true }));
    const polled = await Promise.all([redeemDeviceLogin(deviceCode), redeemDeviceLogin(deviceCode)]);
    expect(polled.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is nothing until somebody decides, and nothing when they refuse', async () => {
    const human = await reviewer();
    const { deviceCode, userCode } = await start();
    expect(codeOf(await redeemDeviceLogin(deviceCode))).toBe('AUTHORIZATION_PENDING');
    expect(codeOf(await redeemDeviceLogin(deviceCode))).toBe('SLOW_DOWN');
    const denial = await leftBy({ id: human.tenantId }, () =>
      decideDeviceLogin(human, { userCode, approve: false }),
    );
    expect([codeOf(denial.answer), denial.left]).toEqual(['ok', []]);
    expect(codeOf(await redeemDeviceLogin(deviceCode))).toBe('ACCESS_DENIED');
    expect(codeOf(await decideDeviceLogin(human, { userCode, approve: true }))).toBe('EXPIRED_TOKEN');
    expect(codeOf(await redeemDeviceLogin('never-issued'))).toBe('EXPIRED_TOKEN');
  });

  it('lets nobody guess codes, and one person’s guesses stop nobody else', async () => {
    const [guesser, other] = [await reviewer(), await reviewer()];
    const { userCode } = await start();
    const guess = (human: typeof other) => showDeviceLogin(human, 'BBBB-BBBB');
    for (let tries = 0; tries < deviceLimits.perPerson; tries += 1) {
      expect(codeOf(await guess(guesser))).toBe('EXPIRED_TOKEN');
    }
    expect(codeOf(await guess(guesser))).toBe('RATE_LIMITED');
    expect(codeOf(await guess(other))).toBe('EXPIRED_TOKEN');
    expect(codeOf(await showDeviceLogin(other, userCode))).toBe('ok');
  });

  it('is asked for only so often from one address', async () => {
    const address = `198.51.100.${Math.floor(Math.random() * 250)}`;
    for (let tries = 0; tries < deviceLimits.perAddress; tries += 1) {
      expect(codeOf(await startDeviceLogin(asks, address))).toBe('ok');
    }
    expect(codeOf(await startDeviceLogin(asks, address))).toBe('RATE_LIMITED');
  });
});
