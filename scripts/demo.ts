import { isDeepStrictEqual } from 'node:util';
import type { FirstRun } from '@/host/first-run-file';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import { ConfigError } from '@/lib/settings/config-error';
import { DemoAgent } from './demo/agent';
import { DemoFailure } from './demo/demo-failure';
import { firstRunHere } from './demo/first-run';
import { type DemoProposal, liveFirst, proposals } from './demo/proposals';
import { DemoReviewer } from './demo/reviewer';

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await run();
} catch (error) {
  if (!(error instanceof DemoFailure || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Proposes realistic drafts as an agent. Safe to repeat: what waits, is live already or was discarded is left alone. */
async function run(): Promise<void> {
  const firstRun = firstRunHere();
  const agent = await DemoAgent.connect(firstRun);
  try {
    const live = await agent.liveNames();
    const prepared = liveFirst.some(({ spec }) => live.includes(String(spec['name'])));
    if (!prepared) await prepare(agent, firstRun);
    say('\nThe agent proposes:');
    const [pending, discarded] = [await agent.drafts('pending'), await agent.drafts('discarded')];
    for (const proposal of proposals) say(`  ${await tell(agent, { pending, discarded }, proposal)}`);
    say(`\nNothing of this is applied. Decide it at ${firstRun.url}/drafts`);
  } finally {
    await agent.close();
  }
}

/** An update and a delete need something live, and only a person can make it so. */
async function prepare(agent: DemoAgent, firstRun: FirstRun): Promise<void> {
  const reviewer = await DemoReviewer.signIn(firstRun);
  say(
    `Two endpoints are wanted that are live. An agent cannot make them so: the demo signs in as ${reviewer.name}`,
  );
  say('(password from first-run.json) and applies two endpoints as that person:');
  for (const { spec, rationale } of liveFirst) {
    const name = String(spec['name']);
    const made = await agent.propose({ spec, rationale, idempotency_key: `demo-live-${name}` });
    if ('code' in made) throw new DemoFailure(`${name} could not be proposed: ${made.code}, ${made.message}`);
    await reviewer.apply(made.draft.id);
    say(`  ${name}: proposed by the agent, applied by ${reviewer.name}`);
  }
}

/** Defaults filled in, as what is live has them. */
function canonical(spec: Record<string, unknown>): unknown {
  return endpoint.schema.safeParse(spec).data;
}

type Before = { pending: ReadonlySet<string>; discarded: ReadonlySet<string> };

async function tell(agent: DemoAgent, before: Before, proposal: DemoProposal): Promise<string> {
  const { story, operation, name, rationale, task_ref } = proposal;
  const what = `${operation} ${name}: ${story}`;
  const live = await agent.live(name);
  const spec = proposal.spec(live?.spec ?? {});
  const settled = whyNot(
    proposal,
    before,
    live && { same: isDeepStrictEqual(canonical(spec), canonical(live.spec)) },
  );
  if (settled !== null) return `${what}. ${settled}`;
  const made = await agent.propose({
    operation,
    rationale,
    task_ref,
    run_id: 'demo',
    spec,
    ...(live && { base_version: live.version }),
  });
  if ('code' in made) return `${what}. Refused: ${made.code}, ${made.message}`;
  return [`${what}\n    ${made.review_url}`, ...made.warnings.map((warning) => `    ${warning}`)].join('\n');
}

/** Why there is nothing to propose, or null. `live` says whether what is live is what would be proposed. */
function whyNot(
  { operation, name }: DemoProposal,
  { pending, discarded }: Before,
  live: { same: boolean } | null,
): string | null {
  const draft = `${operation} ${name}`;
  if (pending.has(draft)) return 'It waits already.';
  if (operation === 'create' && live) return 'It is live already.';
  if (operation !== 'create' && !live) return 'There is no such endpoint any more.';
  if (live?.same === true) return 'It is live already.';
  return discarded.has(draft) ? 'A person discarded it, so it is not proposed again.' : null;
}
