import type { FirstRun } from '@/host/first-run-file';
import { ConfigError } from '@/lib/config';
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

/** Proposes realistic drafts as an agent. Safe to repeat: what waits or is live already is left alone. */
async function run(): Promise<void> {
  const firstRun = firstRunHere();
  const agent = await DemoAgent.connect(firstRun);
  try {
    if ((await agent.liveNames()).length === 0) await prepare(agent, firstRun);
    say('\nThe agent proposes:');
    const pending = await agent.pending();
    for (const proposal of proposals) say(`  ${await tell(agent, pending, proposal)}`);
    say(`\nNothing of this is applied. Decide it at ${firstRun.url}/drafts`);
  } finally {
    await agent.close();
  }
}

/** An update and a delete need something live, and only a person can make it so. */
async function prepare(agent: DemoAgent, firstRun: FirstRun): Promise<void> {
  const reviewer = await DemoReviewer.signIn(firstRun);
  say(`No endpoint is live yet. An agent cannot change that, so the demo signs in as ${reviewer.name}`);
  say('(password from first-run.json) and applies two endpoints as that person:');
  for (const { spec, rationale } of liveFirst) {
    const name = String(spec['name']);
    const made = await agent.propose({ spec, rationale, idempotency_key: `demo-live-${name}` });
    if ('code' in made) throw new DemoFailure(`${name} could not be proposed: ${made.code}, ${made.message}`);
    await reviewer.apply(made.draft.id);
    say(`  ${name}: proposed by the agent, applied by ${reviewer.name}`);
  }
}

async function tell(agent: DemoAgent, pending: ReadonlySet<string>, proposal: DemoProposal): Promise<string> {
  const { story, operation, name, rationale, task_ref } = proposal;
  const what = `${operation} ${name}: ${story}`;
  if (pending.has(`${operation} ${name}`)) return `${what}. It waits already.`;
  const live = await agent.live(name);
  if (operation === 'create' && live) return `${what}. It is live already.`;
  if (operation !== 'create' && !live) return `${what}. There is no such endpoint any more.`;
  const made = await agent.propose({
    operation,
    rationale,
    task_ref,
    run_id: 'demo',
    spec: proposal.spec(live?.spec ?? {}),
    ...(live && { base_version: live.version }),
  });
  if ('code' in made) return `${what}. Refused: ${made.code}, ${made.message}`;
  return [`${what}\n    ${made.review_url}`, ...made.warnings.map((warning) => `    ${warning}`)].join('\n');
}
