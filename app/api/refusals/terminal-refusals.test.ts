import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { terminalAdvice } from '@/lib/domain/refusal-guide/terminal-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { decideDeviceLogin } from '@/lib/use-cases/device/decide-device-login';
import { redeemDeviceLogin } from '@/lib/use-cases/device/redeem-device-login';
import { startDeviceLogin } from '@/lib/use-cases/device/start-device-login';
import { confirmForTerminal } from '@/lib/use-cases/drafts/confirm-for-terminal';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

const owner = postgres(inject('ownerUrl'), { max: 2 });
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let browser: Human;
let terminal: string;
let key: TestKey;

beforeAll(async () => {
  tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  browser = await makeSession(person);
  key = await makeKey(person);
  const { deviceCode, userCode } = await start();
  await decide(userCode, true);
  terminal = accepted(await redeemDeviceLogin(deviceCode)).token;
  // Agent and host are known afterwards: a draft is medium, and no flag of it asks for a tick.
  accepted(await apply(browser, await propose(key.agent, { name: 'known' })));
});
afterAll(() => owner.end());

const start = async () =>
  accepted(await startDeviceLogin({ clientName: 'draft', hostName: 'bastion-2' }, null));
const decide = async (userCode: string, approve: boolean) =>
  accepted(await decideDeviceLogin(browser, { userCode, approve }));
const poll = (deviceCode: string) =>
  ask(judged, {
    path: '/api/v1/device/token',
    body: { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: deviceCode },
  });
const fromTerminal = ({ id, proposedSpecDigest, lockVersion }: DraftSummary) =>
  ask(judged, {
    path: `/api/v1/drafts/${id}/apply`,
    token: terminal,
    headers: { 'x-user-id': browser.userId },
    body: { proposed_spec_digest: proposedSpecDigest, lock_version: lockVersion },
  });

async function confirmed(name: string): Promise<DraftSummary> {
  const draft = await propose(key.agent, { name });
  const { id: draftId, proposedSpecDigest, lockVersion } = draft;
  const input = { draftId, proposedSpecDigest, lockVersion, acknowledgedFlags: [] };
  accepted(await confirmForTerminal(browser, input));
  return draft;
}

/** How each code is provoked. */
const provoked = {
  APPROVAL_REQUIRED: async () => fromTerminal(await propose(key.agent, { name: 'unconfirmed' })),
  APPROVAL_CONSUMED: async () => {
    const draft = await confirmed('spent');
    // Refused, and the confirmation is spent.
    await fromTerminal({ ...draft, lockVersion: 9 });
    return fromTerminal(draft);
  },
  APPROVAL_EXPIRED: async () => {
    const draft = await confirmed('too-late');
    await ownerIn(
      owner,
      tenant,
      (sql) => sql`update apply_confirmations set created_at = created_at - interval '1 hour',
        expires_at = expires_at - interval '1 hour' where draft_id = ${draft.id}`,
    );
    return fromTerminal(draft);
  },
  AUTHORIZATION_PENDING: async () => poll((await start()).deviceCode),
  SLOW_DOWN: async () => {
    const { deviceCode } = await start();
    await poll(deviceCode);
    return poll(deviceCode);
  },
  EXPIRED_TOKEN: () => poll('never-issued'),
  ACCESS_DENIED: async () => {
    const { deviceCode, userCode } = await start();
    await decide(userCode, false);
    return poll(deviceCode);
  },
} satisfies Record<keyof typeof terminalAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
