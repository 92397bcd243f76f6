import { beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { keyRefusals } from '@/lib/domain/keys/key-terms';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { stopIt } from '@/lib/use-cases/testing/stops';
import { settleRequest } from '../limits/settle-request';
import { showPolicy } from './show-policy';
import { tryPolicy } from './try-policy';

let person: TestPerson;
let operator: Human;

beforeAll(async () => {
  const tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
});

const keyFor = async (over: Parameters<typeof makeKey>[2]) => (await makeKey(person, undefined, over)).agent;
const devKey = () => keyFor({ grant: { environment: 'dev', everyEnvironment: false } });

const labelled = (team: string) => ({ spec: endpointSpec({ labels: { team } }) });

async function tried(keyId: string, args: unknown = {}, tool: ToolName = 'draft_create_endpoint') {
  const asked = { keyId, tool, args, client: null, runId: 'tried-run' };
  const { verdict, beside } = accepted(await tryPolicy(operator, asked));
  expect(verdict.effect).toBe('allow');
  return beside?.code ?? beside;
}

it('says that what the policy allows is outside the environment or the labels of the key', async () => {
  const dev = await devKey();
  expect(await tried(dev.keyId, { spec: { environment: 'dev' } })).toBeNull();
  expect(await tried(dev.keyId, { spec: { environment: 'prod' } })).toBe('ENVIRONMENT_NOT_ALLOWED');
  const ours = await keyFor({ grant: { labelScope: { team: 'payments' } } });
  expect(await tried(ours.keyId, labelled('payments'))).toBeNull();
  expect(await tried(ours.keyId, labelled('search'))).toBe('POLICY_DENIED');
});

it('looks at what is live under the name too', async () => {
  const open = await keyFor({});
  await apply(await makeSession(person), await propose(open, { name: 'live-in-prod', environment: 'prod' }));
  const moved = { operation: 'update', spec: { name: 'live-in-prod', environment: 'dev' } };
  expect(await tried((await devKey()).keyId, moved)).toBe('ENVIRONMENT_NOT_ALLOWED');
});

it('says that a run is stopped, and that a key is paused', async () => {
  const paused = await keyFor({ refusals: keyRefusals.usual });
  for (let times = 0; times < 4; times += 1) {
    await settleRequest(paused, { code: 'SECRET_MATERIAL_DETECTED', probe: false });
  }
  expect(await tried(paused.keyId, {}, 'draft_list')).toBe('CIRCUIT_OPEN');
  const other = await keyFor({});
  expect(await tried(other.keyId, {}, 'draft_list')).toBeNull();
  await stopIt(operator, 'run', 'tried-run');
  expect(await tried(other.keyId, {}, 'draft_list')).toBe('RUN_STOPPED');
});

it('the page offers no key that has ended', async () => {
  const live = await keyFor({});
  const ended = await keyFor({ hours: -1 });
  const ids = (await showPolicy(operator)).keys.map(({ id }) => id);
  expect([ids.includes(live.keyId), ids.includes(ended.keyId)]).toEqual([true, false]);
});
