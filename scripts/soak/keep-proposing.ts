import { setTimeout as pause } from 'node:timers/promises';
import { proposalOf } from '@/db/testing/proposals';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import type { SoakTenant } from './seed-tenants';

const request = { correlationId: 'req_soak', channel: 'mcp' } as const;

/** One agent per tenant proposes, one draft after the other, until the signal. */
export async function keepProposing(tenants: readonly SoakTenant[], signal: AbortSignal) {
  const proposed: string[] = [];
  const refused: string[] = [];
  const propose = async ({ agent }: SoakTenant) => {
    for (let n = 0; n === 0 || !signal.aborted; n += 1) {
      const made = await createDraft(agent, 'endpoint', proposalOf({ name: `meanwhile-${n}` }), request);
      if (made.ok) proposed.push(made.value.draft.id);
      else refused.push(made.refusal.code);
      await pause(20);
    }
  };
  await Promise.all(tenants.map(propose));
  return { proposed, refused };
}
