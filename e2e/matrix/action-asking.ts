import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Caller } from './callers';
import type { Question } from './question';
import { draftLife, newKey, ruleAboutNobody, why } from './subjects';
import type { Target } from './target';

/** What every draft of the matrix raises. */
const raised = ['first-draft-of-agent', 'new-domain'];

const actionArguments: Record<string, (target: Target, caller: Caller) => unknown[]> = {
  applyDraftAction: ({ draft }, { userId }) => [
    {
      draftId: draft.id,
      personId: userId,
      proposedSpecDigest: draft.proposed_spec_digest,
      lockVersion: draft.lock_version,
      acknowledgedFlags: raised,
      idempotencyKey: crypto.randomUUID(),
    },
  ],
  discardDraftAction: ({ draft }, { userId }) => [
    {
      draftId: draft.id,
      personId: userId,
      reason: 'not_needed',
      message: '',
      idempotencyKey: crypto.randomUUID(),
    },
  ],
  revertDraftAction: ({ appliedId }, { userId }) => [
    { draftId: appliedId, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  restoreDraftAction: ({ discardedId }, { userId }) => [
    { draftId: discardedId, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  proposeChangeAction: (target, { userId }) => {
    const { spec, rationale } = target.proposal();
    const texts = Object.entries(spec).map(([name, value]): [string, string] => [`spec.${name}`, value]);
    const carried = { type: 'endpoint', operation: 'create', baseVersion: '', intent: 'propose' };
    const whose = { personId: userId, idempotencyKey: crypto.randomUUID() };
    return [null, { ...carried, ...whose, ...Object.fromEntries(texts), rationale }];
  },
  confirmForTerminalAction: ({ draft }, { userId }) => [
    {
      draftId: draft.id,
      personId: userId,
      proposedSpecDigest: draft.proposed_spec_digest,
      lockVersion: draft.lock_version,
      acknowledgedFlags: raised,
    },
  ],
  resendDeliveryAction: ({ deliveryId }, { userId }) => [
    { deliveryId, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  setDraftSettingsAction: (_, { userId }) => [
    { wanted: draftLife, seen: draftLife, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  stopAction: ({ draft }, { userId }) => [
    {
      scope: 'run',
      subject: `run-${draft.id}`,
      reason: '',
      personId: userId,
      idempotencyKey: crypto.randomUUID(),
    },
  ],
  releaseStopAction: ({ stop }, { userId }) => [
    {
      stopId: stop.id,
      reason: 'The matrix is being driven',
      confirm: stop.subject_name,
      personId: userId,
      idempotencyKey: crypto.randomUUID(),
    },
  ],
  resetCircuitAction: ({ pausedKey }, { userId }) => [
    {
      keyId: pausedKey,
      reason: 'The matrix is being driven',
      personId: userId,
      idempotencyKey: crypto.randomUUID(),
    },
  ],
  issueKeyAction: (_, { userId }) => [
    { wanted: newKey(), personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  actOnKeyAction: ({ keyId }, { userId }) => [
    { keyId, verb: 'suspend', ...why, graceHours: 0, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  changeKeyAction: ({ keyId }, { userId }) => [
    { keyId, wanted: { revision: 1, burst: 5 }, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  decideDeviceAction: ({ device }, { userId }) => [
    { userCode: device.user_code, approve: false, personId: userId },
  ],
  consentAction: ({ consentHandle: handle }, { userId }) => [
    { handle, approve: false, scopes: [], days: 1, environment: 'dev', personId: userId },
  ],
  previewDraftAction: ({ draft }, { userId }) => [draft.id, userId],
  addRuleAction: (_, { userId }) => [
    { rule: ruleAboutNobody, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  removeRuleAction: ({ ruleId }, { userId }) => [
    { ruleId, personId: userId, idempotencyKey: crypto.randomUUID() },
  ],
  tryPolicyAction: ({ keyId }, { userId }) => [
    { asked: { key_id: keyId, tool: 'draft_list' }, personId: userId },
  ],
};

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

/** The id under which the build serves an action. */
function actionId(name: string): string {
  const file = join(import.meta.dirname, '../../.next/server/server-reference-manifest.json');
  const { node } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const [id] = Object.entries(node).find(([, { exportedName }]) => exportedName === name) ?? [];
  if (id === undefined) throw new Error(`the build serves no action ${name}`);
  return id;
}

/** Where an action is called from, when that is not the review page. */
const actionPages: Record<string, string> = {
  previewDraftAction: '/drafts',
  decideDeviceAction: '/device',
  consentAction: '/oauth/consent',
  proposeChangeAction: '/drafts/new',
  resendDeliveryAction: '/deliveries',
  setDraftSettingsAction: '/settings',
  addRuleAction: '/policy',
  removeRuleAction: '/policy',
  tryPolicyAction: '/policy',
  stopAction: '/safety',
  releaseStopAction: '/safety',
  resetCircuitAction: '/safety',
  issueKeyAction: '/agents/new',
  actOnKeyAction: '/agents',
  changeKeyAction: '/agents',
};

/** How a server action is called over HTTP. */
export function actionQuestion(name: string, target: Target, caller: Caller): Question {
  const path = actionPages[name] ?? `/drafts/${target.draft.id}`;
  const headers = {
    'content-type': 'text/plain;charset=UTF-8',
    accept: 'text/x-component',
    'next-action': actionId(name),
  };
  const args = actionArguments[name];
  if (!args) throw new Error(`nobody has said how to call ${name}`);
  return { method: 'POST', path, headers, body: args(target, caller) };
}
