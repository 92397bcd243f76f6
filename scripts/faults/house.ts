import { randomUUID } from 'node:crypto';
import { makeSession, makeTeam } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { closeIdle } from '@/db/transaction-connection';
import { freePort } from '@/host/free-port';
import type { Agent, Human, System } from '@/lib/domain/actor';
import { breakWords } from '@/lib/domain/log/break-words';
import { verifyChain } from '@/lib/use-cases/audit/verify-chain';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { recomputeWholeLog } from '@/lib/use-cases/log/recompute-whole-log';
import { accepted } from '@/lib/use-cases/testing/result';
import type { Act, Asked } from './act';
import { type Cluster, makeCluster } from './cluster';
import { openStatementLine, type StatementLine } from './statement-line';
import type { Named } from './traces';

export type Prepared = { asked: Asked; named: Named };

/** A database with two tenants: one in which acts are cut short, and one that stands by. */
export type House = {
  readonly cluster: Cluster;
  /** Over which the process that is killed speaks to the database; ours has its own. */
  readonly line: StatementLine;
  readonly system: System;
  /** The key of the agent who creates, as it is sent. */
  readonly agentToken: string;
  /** What an act needs, and what it will be asked to do. */
  prepare: (act: Act) => Promise<Prepared>;
  /** Starts the database again after it was killed. */
  recover: () => Promise<void>;
  /** Every break in the log and in the chains of every tenant. */
  breaks: () => Promise<string[]>;
  leave: () => Promise<void>;
};

export async function makeHouse(): Promise<House> {
  const cluster = await makeCluster();
  const [ours, line] = [await openStatementLine(cluster.appUrl()), await openStatementLine(cluster.appUrl())];
  Object.assign(process.env, {
    DATABASE_URL: ours.url,
    DATA_DIR: cluster.dataDir,
    PUBLIC_URL: `http://127.0.0.1:${await freePort(0)}`,
    AUTH_SECRET: 'only-for-tests-0123456789-abcdefghijklmnop',
  });
  const team = await makeTeam();
  const standsBy = await makeTeam();
  const { system } = team.person.tenant;
  const reviewer = await makeSession(team.person, 12);
  accepted(await setControlPlane({ ...system, name: 'operator' }, 'https://changes.acme.com/applied'));
  for (const name of ['one', 'two', 'three'])
    accepted(await createDraft(standsBy.agent, 'endpoint', proposalOf({ name }), request));
  const tenants = [system, standsBy.person.tenant.system];
  return {
    cluster,
    line,
    system,
    agentToken: team.token,
    prepare: (act) => prepare(act, { agent: team.agent, reviewer }),
    recover: async () => {
      await cluster.startAgain();
      for (const one of [ours, line]) one.aim(cluster.appUrl());
    },
    breaks: async () => (await Promise.all(tenants.map(breaksOf))).flat(),
    leave: async () => {
      await closeIdle();
      for (const one of [ours, line]) one.close();
      await cluster.remove();
    },
  };
}

const request = { correlationId: 'req_faults', channel: 'mcp' } as const;

async function prepare(act: Act, { agent, reviewer }: { agent: Agent; reviewer: Human }): Promise<Prepared> {
  const key = randomUUID();
  const name = `orders-${key.slice(0, 13)}`;
  const named = { act, name, key };
  const input = proposalOf({ name });
  if (act === 'create') return { named, asked: { act, actor: agent, input, key } };
  const { draft } = accepted(await createDraft(agent, 'endpoint', input, request));
  if (act === 'discard') {
    const why = { reason: 'not_needed', message: 'no longer' } as const;
    return { named, asked: { act, actor: reviewer, key, input: { draftId: draft.id, ...why } } };
  }
  const { proposedSpecDigest, lockVersion } = draft;
  const seen = { draftId: draft.id, proposedSpecDigest, lockVersion, acknowledgedFlags: null };
  return { named, asked: { act, actor: reviewer, key, input: seen } };
}

async function breaksOf(system: System): Promise<string[]> {
  const log = await recomputeWholeLog(system);
  const chains = await Promise.all([verifyChain(system, 'calls'), verifyChain(system, 'audit')]);
  return [
    ...(log?.first.map(breakWords) ?? ['there is no log']),
    ...chains.flatMap(({ broken }) => (broken === null ? [] : [`chain: #${broken.seq} ${broken.field}`])),
  ];
}
