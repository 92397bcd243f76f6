import { actionQuestion } from './action-asking';
import type { Caller } from './callers';
import type { Question } from './question';
import { draftLife, newKey, ruleAboutNobody, why } from './subjects';
import type { Target } from './target';

type Ask = (target: Target, caller: Caller) => Question;

const get =
  (path: (target: Target) => string): Ask =>
  (target) => ({ method: 'GET', path: path(target) });

const json = { 'content-type': 'application/json' };
const here = (path: string) => get(() => path);

const keyVerb =
  (verb: string, body: unknown): Ask =>
  ({ keyId }) => ({ method: 'POST', path: `/api/v1/keys/${keyId}/${verb}`, headers: json, body });

const rest: Record<string, Ask> = {
  'GET /api/v1/drafts': here('/api/v1/drafts'),
  'POST /api/v1/drafts': (target) => ({
    method: 'POST',
    path: '/api/v1/drafts',
    headers: json,
    body: { type: 'endpoint', ...target.proposal() },
  }),
  'POST /api/v1/drafts/check': (target) => ({
    method: 'POST',
    path: '/api/v1/drafts/check',
    headers: json,
    body: { type: 'endpoint', ...target.proposal() },
  }),
  'GET /api/v1/drafts/count': here('/api/v1/drafts/count'),
  'GET /api/v1/drafts/[id]': get(({ draft }) => `/api/v1/drafts/${draft.id}`),
  'POST /api/v1/drafts/[id]/apply': ({ draft }, { userId }) => ({
    method: 'POST',
    path: `/api/v1/drafts/${draft.id}/apply`,
    headers: { ...json, 'x-user-id': userId },
    body: { proposed_spec_digest: draft.proposed_spec_digest, lock_version: draft.lock_version },
  }),
  'POST /api/v1/drafts/[id]/discard': ({ draft }) => ({
    method: 'POST',
    path: `/api/v1/drafts/${draft.id}/discard`,
    headers: json,
    body: { reason: 'not_needed' },
  }),
  'POST /api/v1/drafts/[id]/revert': ({ appliedId }) => ({
    method: 'POST',
    path: `/api/v1/drafts/${appliedId}/revert`,
    headers: json,
    body: {},
  }),
  'POST /api/v1/drafts/[id]/restore': ({ discardedId }) => ({
    method: 'POST',
    path: `/api/v1/drafts/${discardedId}/restore`,
    headers: json,
    body: {},
  }),
  'GET /api/v1/drafts/[id]/confirmation': get(
    ({ draft }) =>
      `/api/v1/drafts/${draft.id}/confirmation?proposed_spec_digest=${draft.proposed_spec_digest}`,
  ),
  'POST /api/v1/device': () => ({
    method: 'POST',
    path: '/api/v1/device',
    headers: json,
    body: { client_name: 'matrix', host_name: 'matrix' },
  }),
  'POST /api/v1/device/token': ({ device }) => ({
    method: 'POST',
    path: '/api/v1/device/token',
    headers: json,
    body: {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device.device_code,
    },
  }),
  'GET /api/v1/session': here('/api/v1/session'),
  'POST /api/v1/session/end': () => ({
    method: 'POST',
    path: '/api/v1/session/end',
    headers: json,
    body: {},
  }),
  'GET /api/v1/endpoints': here('/api/v1/endpoints'),
  'GET /api/v1/endpoints/[id]': get(({ endpointId }) => `/api/v1/endpoints/${endpointId}`),
  'GET /api/v1/endpoints/[id]/versions': get(({ endpointId }) => `/api/v1/endpoints/${endpointId}/versions`),
  'GET /api/v1/deliveries': here('/api/v1/deliveries'),
  'GET /api/v1/deliveries/[id]': get(({ deliveryId }) => `/api/v1/deliveries/${deliveryId}`),
  'POST /api/v1/deliveries/[id]/retry': ({ deliveryId }) => ({
    method: 'POST',
    path: `/api/v1/deliveries/${deliveryId}/retry`,
    headers: json,
    body: {},
  }),
  'GET /api/v1/keys': here('/api/v1/keys'),
  'GET /api/v1/keys/[id]': get(({ keyId }) => `/api/v1/keys/${keyId}`),
  'POST /api/v1/keys': () => ({ method: 'POST', path: '/api/v1/keys', headers: json, body: newKey() }),
  'PATCH /api/v1/keys/[id]': ({ keyId }) => ({
    method: 'PATCH',
    path: `/api/v1/keys/${keyId}`,
    headers: json,
    body: { revision: 1, burst: 5 },
  }),
  'POST /api/v1/keys/[id]/rotate': keyVerb('rotate', {}),
  'POST /api/v1/keys/[id]/suspend': keyVerb('suspend', why),
  'POST /api/v1/keys/[id]/resume': ({ suspendedKeyId }) => ({
    method: 'POST',
    path: `/api/v1/keys/${suspendedKeyId}/resume`,
    headers: json,
    body: why,
  }),
  'POST /api/v1/keys/[id]/revoke': keyVerb('revoke', why),
  'GET /api/v1/evidence': here('/api/v1/evidence'),
  'GET /api/v1/evidence/[id]': get(({ evidenceId }) => `/api/v1/evidence/${evidenceId}`),
  'GET /api/v1/evidence/[id]/proof': get(({ evidenceId }) => `/api/v1/evidence/${evidenceId}/proof`),
  'GET /api/v1/log': here('/api/v1/log'),
  'GET /api/v1/log/consistency': here('/api/v1/log/consistency?from=0'),
  'GET /log/[tenant]/checkpoint': get(({ tenantId }) => `/log/${tenantId}/checkpoint`),
  'GET /log/[tenant]/tile/[...path]': get(({ tenantId }) => `/log/${tenantId}/tile/0/000.p/1`),
  'GET /api/v1/evidence/[id]/statement': get(({ evidenceId }) => `/api/v1/evidence/${evidenceId}/statement`),
  'GET /api/v1/bundles': here('/api/v1/bundles'),
  'POST /api/v1/bundles': () => ({
    method: 'POST',
    path: '/api/v1/bundles',
    headers: json,
    body: { from: 0 },
  }),
  'GET /api/v1/bundles/[id]': get(({ bundleId }) => `/api/v1/bundles/${bundleId}`),
  'GET /api/v1/bundles/[id]/file': get(({ bundleId }) => `/api/v1/bundles/${bundleId}/file`),
  'GET /api/v1/calls': here('/api/v1/calls'),
  'GET /api/v1/calls/[id]': get(({ callId }) => `/api/v1/calls/${callId}`),
  'GET /api/v1/correlations/[id]': get(({ correlationId }) => `/api/v1/correlations/${correlationId}`),
  'GET /api/v1/runs/[id]': get(({ runId }) => `/api/v1/runs/${runId}`),
  'GET /api/v1/runs/[id]/packet': get(({ runId }) => `/api/v1/runs/${runId}/packet`),
  'GET /api/v1/runs/[id]/incident': get(({ runId }) => `/api/v1/runs/${runId}/incident`),
  'POST /api/v1/runs/[id]/report': ({ runId }) => ({
    method: 'POST',
    path: `/api/v1/runs/${runId}/report`,
    headers: json,
    body: {},
  }),
  'GET /api/v1/calls/export': here('/api/v1/calls/export?since=2100-01-01T00:00:00Z'),
  'GET /api/v1/audit/export': here('/api/v1/audit/export?since=2100-01-01T00:00:00Z'),
  'GET /api/v1/settings/drafts': here('/api/v1/settings/drafts'),
  'PUT /api/v1/settings/drafts': () => ({
    method: 'PUT',
    path: '/api/v1/settings/drafts',
    headers: json,
    body: { ...draftLife, seen: draftLife },
  }),
  'GET /api/v1/policy/rules': here('/api/v1/policy/rules'),
  'POST /api/v1/policy/rules': () => ({
    method: 'POST',
    path: '/api/v1/policy/rules',
    headers: json,
    body: ruleAboutNobody,
  }),
  'DELETE /api/v1/policy/rules/[id]': ({ ruleId }) => ({
    method: 'DELETE',
    path: `/api/v1/policy/rules/${ruleId}`,
  }),
  'POST /api/v1/policy/decide': ({ keyId }) => ({
    method: 'POST',
    path: '/api/v1/policy/decide',
    headers: json,
    body: { key_id: keyId, tool: 'draft_list' },
  }),
  'GET /api/v1/stops': here('/api/v1/stops'),
  'POST /api/v1/stops': ({ draft }) => ({
    method: 'POST',
    path: '/api/v1/stops',
    headers: json,
    body: { scope: 'run', subject: `run-${draft.id}` },
  }),
  'POST /api/v1/stops/[id]/release': ({ stop }) => ({
    method: 'POST',
    path: `/api/v1/stops/${stop.id}/release`,
    headers: json,
    body: { reason: 'The matrix is being driven', confirm: stop.subject_name },
  }),
  'GET /api/v1/circuits': here('/api/v1/circuits'),
  'POST /api/v1/circuits/[id]/reset': ({ pausedKey }) => ({
    method: 'POST',
    path: `/api/v1/circuits/${pausedKey}/reset`,
    headers: json,
    body: { reason: 'The matrix is being driven' },
  }),
  'GET /api/v1/safety': here('/api/v1/safety'),
  'GET /api/v1/stream': here('/api/v1/stream'),
  'GET /api/v1/health': here('/api/v1/health'),
  'GET /api/v1/openapi.json': here('/api/v1/openapi.json'),
  'GET /api/v1/docs': here('/api/v1/docs'),
  '* /api/v1/[[...path]]': ({ draft }) => ({ method: 'PUT', path: `/api/v1/drafts/${draft.id}/apply/now` }),
  'GET /api/mcp/surface': here('/api/mcp/surface'),
  '* /api/mcp/[...rest]': ({ draft }) => ({ method: 'POST', path: `/api/mcp/drafts/${draft.id}/apply` }),
  'GET /oauth/authorize': here('/oauth/authorize'),
  'POST /oauth/token': () => ({ method: 'POST', path: '/oauth/token' }),
  'POST /oauth/revoke': () => ({ method: 'POST', path: '/oauth/revoke' }),
  'GET /api/auth/[...nextauth]': here('/api/auth/session'),
  'POST /api/auth/[...nextauth]': () => ({ method: 'POST', path: '/api/auth/callback/credentials' }),
  'POST /api/auth/invitation': () => ({ method: 'POST', path: '/api/auth/invitation' }),
};

const toolArguments: Record<string, (target: Target) => unknown> = {
  draft_create_endpoint: (target) => target.proposal(),
  draft_check_endpoint: (target) => target.proposal(),
  draft_show: ({ draft }) => ({ draft_id: draft.id }),
  draft_discard: ({ draft }) => ({ draft_id: draft.id, reason: 'not_needed' }),
  draft_apply: ({ draft }) => ({ draft_id: draft.id }),
  endpoint_get: ({ endpointId }) => ({ id: endpointId }),
  delivery_get: ({ deliveryId }) => ({ delivery_id: deliveryId }),
  evidence_get: ({ evidenceId }) => ({ evidence_id: evidenceId }),
};

function rpc(method: string, params: unknown): Question {
  const headers = { ...json, accept: 'application/json, text/event-stream' };
  return { method: 'POST', path: '/api/mcp', headers, body: { jsonrpc: '2.0', id: 1, method, params } };
}

/** The request that asks what a row names, about the target, but for the caller's credentials. */
export function questionFor(row: string, target: Target, caller: Caller): Question {
  const [what = '', name = ''] = row.split(' ');
  if (what === 'tool') return rpc('tools/call', { name, arguments: toolArguments[name]?.(target) ?? {} });
  if (what === 'action') return actionQuestion(name, target, caller);
  if (row === 'POST /api/mcp') return rpc('tools/list', {});
  const ask = rest[row];
  if (!ask) throw new Error(`nobody has said how to ask ${row}`);
  return ask(target, caller);
}
