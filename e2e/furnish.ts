import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import { insertDelivery } from '@/db/testing/insert-delivery';
import { type Created, freshName } from '@/e2e/agent';
import type { Fixtures } from '@/e2e/house';
import { openCircuit } from '@/e2e/open-circuit';
import { applyByRest, discardByRest, reportRun, stopByRest } from '@/e2e/rest';

const page = ({ draft }: Created) => `/drafts/${draft.id}`;

type Needs = Pick<Fixtures, 'house' | 'proposed'> & { request: APIRequestContext };

const deviceSchema = z.object({ verification_uri_complete: z.url() });

const keysSchema = z.object({ items: z.array(z.object({ id: z.string(), state: z.string() })) });

/** The page on which a terminal that asks for a login waits for a decision. */
async function waitingDevice(request: APIRequestContext): Promise<string> {
  const data = { client_name: 'draft', host_name: 'a-machine-with-a-rather-long-name.internal.acme.example' };
  const answer = await request.post('/api/v1/device', { data });
  return deviceSchema.parse(await answer.json()).verification_uri_complete;
}

/** A run with an applied draft, a refused call and a report of its agent. Answers the id of its first request. */
async function auditedRun({ house, proposed, request }: Needs, runId: string): Promise<string> {
  const made = await proposed({ name: freshName('audited') }, { run_id: runId, task_ref: 'OPS-1204' });
  await applyByRest(request, house.people.reviewer, made);
  const report = { commands_run: ['npm test'], tests: { passed: 41, failed: 0, skipped: 2 } };
  await reportRun(house.keys.active, runId, report);
  let correlation = '';
  await house.asOwner(async (sql) => {
    const [call] = await sql<{ correlation_id: string }[]>`
      select correlation_id from tool_calls where run_id = ${runId} order by started_at limit 1`;
    correlation = call?.correlation_id ?? '';
  });
  return correlation;
}

/** A tenant that has seen everything: a live endpoint and a draft in every state. Answers the path of every page. */
export async function furnish({ house, proposed, request }: Needs) {
  const { reviewer } = house.people;
  const name = freshName('orders');
  const created = await proposed({ name });
  const resource = await applyByRest(request, reviewer, created);
  const dropped = await proposed({ name: freshName('dropped') });
  await discardByRest(request, reviewer, dropped, 'we have one already');
  const late = await proposed({ name: freshName('late') });
  await house.asOwner(
    (sql) => sql`update drafts set expires_at = created_at + interval '1 ms' where id = ${late.draft.id}`,
  );
  await proposed({ name: freshName('plain') });
  const runId = `nightly ${freshName('run')}/1`;
  const audited = await auditedRun({ house, proposed, request }, runId);
  const lookalike = await proposed(
    { name, target_url: 'https://hooks.acrne.com/orders?source=a', headers: { 'X-Plant': 'berlin-2' } },
    { operation: 'update', base_version: 1, rationale: 'see [docs](https://evil.example) <b>now</b>' },
  );
  const removal = await proposed({ name }, { operation: 'delete', base_version: 1 });
  let dead = '';
  await house.asOwner(async (sql) => {
    const failed = { state: 'dead', attempts: 10, lastOutcome: 'timed_out' } as const;
    dead = await insertDelivery(sql, { ...failed, draftId: created.draft.id, resourceId: resource, name });
    const retrying = { state: 'retrying', attempts: 3, lastOutcome: 'refused' } as const;
    await insertDelivery(sql, { ...retrying, name: freshName('a-rather-long-name') });
    await insertDelivery(sql, { state: 'delivered', attempts: 1, lastOutcome: 'delivered' });
    await insertDelivery(sql, { state: 'pending' });
  });
  await stopByRest(request, { scope: 'run', subject: 'run-of-a-rather-long-name-2026-11-21T09-30-00Z-0001' });
  await house.asOwner(openCircuit('suspended'));
  const keys = keysSchema.parse(await (await request.get('/api/v1/keys?limit=100')).json());
  return {
    name,
    inbox: '/drafts',
    pending: page(lookalike),
    removal: page(removal),
    applied: page(created),
    discarded: page(dropped),
    expired: page(late),
    noMatch: '/drafts?risk=low&q=zzz',
    terminal: `${page(lookalike)}?confirm=terminal`,
    device: await waitingDevice(request),
    noDevice: '/device?code=BBBB-BBBB',
    noConsent: '/oauth/consent?request=gone',
    propose: '/drafts/new',
    proposeUpdate: `/drafts/new?operation=update&name=${name}`,
    proposeDelete: `/drafts/new?operation=delete&name=${name}`,
    history: '/history',
    evidence: '/evidence',
    evidenceNarrowed: `/evidence?draft=${created.draft.id}&from=2026-01-01`,
    noEvidence: '/evidence?to=2026-01-01',
    record: '/evidence/0',
    recordApplied: '/evidence/2',
    missingRecord: '/evidence/4711',
    deliveries: '/deliveries',
    noDeliveries: '/deliveries?state=dead&cursor=x',
    delivery: `/deliveries/${dead}`,
    audit: '/audit',
    auditNarrowed: `/audit?run=${encodeURIComponent(runId)}&from=2026-01-01`,
    noAudit: '/audit?q=nothing-is-called-so',
    request: `/audit/${audited}`,
    runs: '/runs',
    runsLost: '/runs?cursor=x',
    run: `/runs/${encodeURIComponent(runId)}`,
    incident: `/runs/${encodeURIComponent(runId)}?tab=incident`,
    missingRun: '/runs/no-such-run',
    safety: '/safety',
    agents: '/agents',
    agentKey: `/agents/${keys.items.find(({ state }) => state === 'active')?.id}`,
    changeKeyRefused: `/agents/${keys.items.find(({ state }) => state === 'active')?.id}/change`,
    noAgentKey: '/agents/key_01M7Y38X9D4H1HZQHYKMKW5ZZZ',
    newKeyRefused: '/agents/new',
    settings: '/settings',
    policy: '/policy',
    endpoints: '/resources/endpoints',
    endpoint: `/resources/endpoints/${resource}`,
    missingDraft: '/drafts/drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ',
    nothing: '/nothing-here',
  };
}
