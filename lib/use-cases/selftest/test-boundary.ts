import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@/db/new-id';
import { clearSelftests } from '@/db/queries/boundary-nights';
import { hasNotMoved, insertBoundaryTest } from '@/db/queries/boundary-tests';
import { withTenant, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Agent, principalOf, type System } from '@/lib/domain/actor';
import { boundaryTestedEvidence } from '@/lib/domain/evidence/boundary-tested-evidence';
import { digestOf } from '@/lib/domain/evidence/digest';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import {
  type Attempt,
  applyAttempt,
  asBearer,
  type Carried,
  cannotApply,
  carriedEverywhere,
  followAttempt,
  listAttempt,
  type Target,
} from '@/lib/domain/selftest/attempt';
import { type Answered, type Judged, judgeAttempt } from '@/lib/domain/selftest/judge-attempt';
import { otherAttempts } from '@/lib/domain/selftest/other-attempts';
import { createDraft } from '../drafts/create-draft';
import { discardDraft } from '../drafts/discard-draft';
import { authenticateKey } from '../keys/authenticate-key';
import { revokeKey } from '../keys/revoke-key';
import { resumeKey, suspendKey } from '../keys/suspend-key';
import { revokeService } from '../services/revoke-service';
import { sweeper } from '../sweep/swept';
import { type OwnCredentials, ownCredentials } from './own-credentials';
import { statementAttempts } from './statement-attempts';

/** Sends one attempt to the running server, byte for byte. */
export type Send = (attempt: Attempt) => Promise<Answered>;

export type BoundaryTest = {
  id: string;
  report: readonly Judged[];
  passed: number;
  failed: number;
  digest: string;
};

const why = { reason: 'The boundary self-test' };
/** A little longer than the life of the key that expires. */
const untilExpiredMs = 1500;

/**
 * Attempts to apply a draft of its own with every kind of credential that a program can hold, and leaves what came of it as
 * evidence. What it issued is revoked at the end, expires within minutes whatever happens to it, and is cleared away by the next.
 */
export async function testBoundary(
  operator: System,
  { send, version }: { send: Send; version: string },
): Promise<Result<BoundaryTest>> {
  const { tenantId } = operator;
  await withTenant(sweeper(tenantId), clearSelftests);
  const tester: System = { kind: 'system', tenantId, name: 'selftest' };
  const issued = await ownCredentials(tester);
  if (!issued.ok) return issued;
  try {
    const report = await attemptAll(tester, issued.value, send);
    return report.ok ? accept(await recorded(operator, report.value, version)) : report;
  } finally {
    await revokeKey(tester, issued.value.key.id, why, null);
    await revokeService(tester, issued.value.service.id);
  }
}

async function attemptAll(
  tester: System,
  { key, expiring, service }: OwnCredentials,
  send: Send,
): Promise<Result<Judged[]>> {
  const agent = await authenticateKey(key.token);
  if (!agent.ok) return agent;
  const drafted = await ownDraft(agent.value);
  if (!drafted.ok) return drafted;
  const target = drafted.value;
  const opens = await whatOpens([listAttempt('a key', key.token, '200'), followAttempt(service.token)], send);
  if (!opens.ok) return opens;
  const report: Judged[] = [];
  const attempt = async (attempts: readonly Attempt[]) => {
    for (const one of attempts) report.push(judgeAttempt(one, await send(one)));
  };
  const byRest = (carried: readonly Carried[], answer = cannotApply) =>
    attempt(carried.map((one) => applyAttempt(one, target, answer)));
  const askNow = (what: string, token: string, answer: string) => attempt([listAttempt(what, token, answer)]);
  await byRest(carriedEverywhere('a key', key.token));
  await byRest(carriedEverywhere('a service credential', service.token), '401 HUMAN_IDENTITY_REQUIRED');
  await byRest([
    asBearer('a malformed key', 'mcp_not-a-key'),
    asBearer('a key that was never issued', `mcp_${'x'.repeat(8)}_${'y'.repeat(43)}`),
  ]);
  await byRest([{ credential: 'nothing at all', headers: {} }], '401 UNAUTHENTICATED');
  await attempt(otherAttempts('a key', key.token, target));
  report.push(...(await statementAttempts(agent.value, target.draftId)));
  done(await suspendKey(tester, key.id, why, null));
  await byRest(carriedEverywhere('a suspended key', key.token));
  await askNow('a suspended key', key.token, '403 KEY_SUSPENDED');
  done(await resumeKey(tester, key.id, why, null));
  await sleep(untilExpiredMs);
  await byRest(carriedEverywhere('an expired key', expiring.token));
  await askNow('an expired key', expiring.token, '401 KEY_EXPIRED');
  done(await revokeKey(tester, key.id, why, null));
  await byRest(carriedEverywhere('a revoked key', key.token));
  await askNow('a revoked key', key.token, '401 KEY_REVOKED');
  report.push(await stillPending(tester, target.draftId));
  done(
    await discardDraft(agent.value, { ...target, reason: 'not_needed', message: '', idempotencyKey: null }),
  );
  return accept(report);
}

const hints: Record<string, string> = {
  CLIENT_CERT_REQUIRED:
    ' The self-test has no client certificate: docs/tls.md says how to run it beside such a server.',
};

/** A server at which nothing opens refuses everything, and its refusals prove nothing. */
async function whatOpens(attempts: readonly Attempt[], send: Send): Promise<Result<null>> {
  for (const one of attempts) {
    const { passed, status, code } = judgeAttempt(one, await send(one));
    if (!passed) {
      const answered = `This server did not let ${one.credential} ${one.road}, but answered ${status}`;
      return refuse(
        'SERVICE_UNAVAILABLE',
        `${answered}${code === null ? '' : ` ${code}`}.${hints[code ?? ''] ?? ''}`,
      );
    }
  }
  return accept(null);
}

/** What must have happened before the next attempt means anything. */
function done(result: Result<unknown>): void {
  if (!result.ok) throw new Error(`the self-test was refused: ${result.refusal.code}`);
}

async function ownDraft(agent: Agent): Promise<Result<Target>> {
  const proposal = {
    spec: {
      name: `boundary-selftest-${newId('bst').slice(-8).toLowerCase()}`,
      provider_template: 'generic',
      target_url: 'https://example.com/boundary-selftest',
      environment: 'dev',
    },
    rationale: 'The boundary self-test tries to apply this draft and withdraws it.',
    ttl_hours: 1,
  };
  const request = { correlationId: newId('req'), channel: 'api' } as const;
  const created = await createDraft(agent, 'endpoint', proposal, request);
  if (!created.ok) return created;
  const { id, proposedSpecDigest } = created.value.draft;
  return accept({ draftId: id, digest: proposedSpecDigest });
}

/** The one line that counts: whatever was answered, nothing has happened. */
async function stillPending(operator: System, draftId: string): Promise<Judged> {
  const passed = await withTenantRead(operator, (tx) => hasNotMoved(tx, draftId));
  const road = 'the draft still waits and has made no version';
  return { credential: 'all of them', road, status: 0, code: null, passed };
}

async function recorded(operator: System, report: readonly Judged[], version: string): Promise<BoundaryTest> {
  const id = newId('bst');
  const at = now();
  const passed = report.filter((line) => line.passed).length;
  const failed = report.length - passed;
  const digest = digestOf(report);
  await withTenant(operator, async (tx) => {
    await insertBoundaryTest(tx, {
      id,
      tested_at: at,
      passed,
      failed,
      version,
      report_digest: digest,
      report,
    });
    const leaf = { id: newId('evd'), tenant: tx.tenantId, testId: id, by: principalOf(operator), at };
    tx.record(boundaryTestedEvidence({ ...leaf, passed, failed, version, reportDigest: digest }));
  });
  return { id, report, passed, failed, digest };
}
