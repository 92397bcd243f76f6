import { now } from '@/lib/clock';
import { valueAt } from '@/lib/domain/json/read-value';
import { decide, undecidable } from '@/lib/domain/policy/decide';
import { readRule } from '@/lib/domain/policy/rule';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Refusal } from '@/lib/domain/refusal';
import { authorityFor, type Operation } from './operation';
import type { Standing } from './standing';

/** The tool that does the same as an operation which a scope opens: an agent is held to one policy at every door. */
export const toolOf: Readonly<Record<string, ToolName>> = {
  listDrafts: 'draft_list',
  countDrafts: 'draft_list',
  createDraft: 'draft_create_endpoint',
  checkDraft: 'draft_check_endpoint',
  showDraft: 'draft_show',
  discardDraft: 'draft_discard',
  listEndpoints: 'endpoint_list',
  showEndpoint: 'endpoint_get',
  listEndpointVersions: 'endpoint_get',
  listDeliveries: 'delivery_list',
  showDelivery: 'delivery_get',
  listEvidence: 'evidence_list',
  showEvidence: 'evidence_get',
  reportRun: 'draft_create_endpoint',
};

/** Why the policy refuses this request of an agent, or null; null too for whoever is none. Throws for what no tool does. */
export function refusedByPolicy(operation: Operation, standing: Standing, input: unknown): Refusal | null {
  const { actor: agent, policy } = standing;
  if (agent?.kind !== 'agent' || authorityFor(operation).scope === null) return null;
  const tool = toolOf[operation.name];
  if (tool === undefined) throw new Error(`no tool does what ${operation.name} does`);
  const run = valueAt(input, 'run_id');
  const runId = typeof run === 'string' ? run : null;
  try {
    if (policy === undefined) return refusalOf(undecidable);
    const rules = policy.map(readRule);
    return refusalOf(decide({ tool, agent, client: null, runId, args: input, at: now() }, rules));
  } catch {
    return refusalOf(undecidable);
  }
}
