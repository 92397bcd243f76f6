import { roles } from '../actor';
import type { RefusalCode } from '../refusal';
import {
  type AuthorityRow,
  type Cells,
  everyAgent,
  everyService,
  everyToken,
  nothing,
  open,
  read,
  readApplied,
  write,
} from './authority-row';

type Asks = Partial<Pick<AuthorityRow, 'scope' | 'answeredInside'>>;
const row = (name: string, cells: Cells, asks: Asks = {}): AuthorityRow => ({
  name,
  cells,
  scope: null,
  answeredInside: [],
  ...asks,
});

/** What an apply answers from its transaction. A terminal's is confirmed in the browser unless its risk is low. */
const inTransaction: readonly RefusalCode[] = ['ROLE_REQUIRED', 'APPROVAL_REQUIRED'];

const peopleOnly = {
  ...everyAgent('HUMAN_IDENTITY_REQUIRED'),
  ...everyService('HUMAN_IDENTITY_REQUIRED'),
} as const;
/** A program that nobody has approved yet: it carries nothing, and an agent must not ask for a person's rights. */
const beforeLogin: Cells = { ...open, ...peopleOnly };

/** Every person of the tenant reads it, and no key. */
const peopleRead: Cells = { ...read(), ...peopleOnly };

/** What follows from a decided draft is a person's to propose. */
const personProposes: Cells = {
  ...write(['operator', 'reviewer', 'admin'], 'DRAFT_NOT_FOUND'),
  ...peopleOnly,
};

/** What agents may do (keys, policy, what is stopped) is managed by operators and admins; no agent key manages any of it. */
const operatorsManage: Cells = { ...write(['operator', 'admin'], 'ROLE_REQUIRED'), ...peopleOnly };

/** What leaves the product leaves it in the hands of those who run it; the other callers here are reviewers. */
const operatorExports: Cells = {
  ...operatorsManage,
  no_origin: 'ROLE_REQUIRED',
};

/** What did not arrive is a person's to send again. */
const personSendsAgain: Cells = {
  ...write(['operator', 'reviewer', 'admin'], 'DELIVERY_NOT_FOUND'),
  ...peopleOnly,
};

/** What agents asked for is read by who decides or operates; an agent sees its own with its tool. */
const readsRecord = (foreign: Cells['foreign_tenant']): Cells => ({
  ...read(foreign),
  ...peopleOnly,
  viewer: 'ROLE_REQUIRED',
  token_viewer: 'ROLE_REQUIRED',
});

/** Route and method under `app/api`, as the file system names them. */
export const restRows: readonly AuthorityRow[] = [
  row('GET /api/v1/drafts', read(), { scope: 'mcp:read:drafts' }),
  row('POST /api/v1/drafts', write(['operator', 'reviewer', 'admin']), {
    scope: 'mcp:draft:create:endpoint',
  }),
  row('POST /api/v1/drafts/check', write(['operator', 'reviewer', 'admin']), {
    scope: 'mcp:draft:create:endpoint',
  }),
  row('GET /api/v1/drafts/count', read(), { scope: 'mcp:read:drafts' }),
  row('GET /api/v1/drafts/[id]', read('DRAFT_NOT_FOUND'), { scope: 'mcp:read:drafts' }),
  row(
    'POST /api/v1/drafts/[id]/apply',
    {
      ...write(['reviewer', 'admin'], 'DRAFT_NOT_FOUND'),
      ...everyAgent('MCP_CANNOT_APPLY'),
      token_beside_agent: 'MCP_CANNOT_APPLY',
      ...everyService('HUMAN_IDENTITY_REQUIRED'),
      service_beside_agent: 'MCP_CANNOT_APPLY',
      token_reviewer: 'APPROVAL_REQUIRED',
      token_admin: 'APPROVAL_REQUIRED',
    },
    { answeredInside: inTransaction },
  ),
  row('POST /api/v1/drafts/[id]/discard', write(['reviewer', 'admin'], 'DRAFT_NOT_FOUND'), {
    scope: 'mcp:draft:discard',
  }),
  row('POST /api/v1/drafts/[id]/revert', personProposes),
  row('POST /api/v1/drafts/[id]/restore', personProposes),
  row('GET /api/v1/drafts/[id]/confirmation', { ...read('DRAFT_NOT_FOUND'), ...peopleOnly }),
  row('GET /api/v1/endpoints', readApplied(), { scope: 'mcp:read:endpoints' }),
  row('GET /api/v1/endpoints/[id]', readApplied('RESOURCE_NOT_FOUND'), { scope: 'mcp:read:endpoints' }),
  row('GET /api/v1/endpoints/[id]/versions', readApplied('RESOURCE_NOT_FOUND'), {
    scope: 'mcp:read:endpoints',
  }),
  row('GET /api/v1/deliveries', read(), { scope: 'mcp:read:deliveries' }),
  row('GET /api/v1/deliveries/[id]', read('DELIVERY_NOT_FOUND'), { scope: 'mcp:read:deliveries' }),
  row('POST /api/v1/deliveries/[id]/retry', personSendsAgain),
  row('GET /api/v1/keys', peopleRead),
  row('POST /api/v1/keys', operatorsManage),
  row('GET /api/v1/keys/[id]', { ...read('RESOURCE_NOT_FOUND'), ...peopleOnly }),
  row('PATCH /api/v1/keys/[id]', operatorsManage),
  row('POST /api/v1/keys/[id]/rotate', operatorsManage),
  row('POST /api/v1/keys/[id]/suspend', operatorsManage),
  row('POST /api/v1/keys/[id]/resume', operatorsManage),
  row('POST /api/v1/keys/[id]/revoke', operatorsManage),
  row('GET /api/v1/evidence', read(), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/evidence/[id]', read('EVIDENCE_NOT_FOUND'), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/evidence/[id]/proof', read('EVIDENCE_NOT_FOUND'), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/evidence/[id]/statement', read('EVIDENCE_NOT_FOUND'), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/bundles', peopleRead),
  // Viewers are auditors too. An agent has the proof of a record by its tools.
  row('POST /api/v1/bundles', { ...write(roles), ...peopleOnly }),
  row('GET /api/v1/bundles/[id]', { ...read('BUNDLE_NOT_FOUND'), ...peopleOnly }),
  row('GET /api/v1/bundles/[id]/file', { ...read('BUNDLE_NOT_FOUND'), ...peopleOnly }),
  row('GET /api/v1/log', read(), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/log/consistency', read(), { scope: 'mcp:read:evidence' }),
  row('GET /api/v1/calls', readsRecord('allow')),
  row('GET /api/v1/calls/[id]', readsRecord('RECORD_NOT_FOUND')),
  row('GET /api/v1/correlations/[id]', readsRecord('RECORD_NOT_FOUND')),
  row('GET /api/v1/runs/[id]', readsRecord('RECORD_NOT_FOUND')),
  row('GET /api/v1/runs/[id]/packet', readsRecord('RECORD_NOT_FOUND')),
  row('GET /api/v1/runs/[id]/incident', readsRecord('RECORD_NOT_FOUND')),
  // Only the agent can say what it did elsewhere: no person speaks for it.
  row('POST /api/v1/runs/[id]/report', write([], 'ROLE_REQUIRED'), { scope: 'mcp:draft:create:endpoint' }),
  row('GET /api/v1/calls/export', operatorExports),
  row('GET /api/v1/audit/export', operatorExports),
  row('GET /api/v1/settings/drafts', peopleRead),
  row('PUT /api/v1/settings/drafts', { ...write(['admin'], 'ROLE_REQUIRED'), ...peopleOnly }),
  row('GET /api/v1/policy/rules', peopleRead),
  row('POST /api/v1/policy/rules', operatorsManage),
  row('DELETE /api/v1/policy/rules/[id]', operatorsManage),
  row('POST /api/v1/policy/decide', operatorsManage),
  row('GET /api/v1/stops', peopleRead),
  row('POST /api/v1/stops', { ...write(['reviewer', 'operator', 'admin']), ...peopleOnly }),
  row('POST /api/v1/stops/[id]/release', operatorsManage),
  row('GET /api/v1/circuits', peopleRead),
  row('POST /api/v1/circuits/[id]/reset', operatorsManage),
  row('GET /api/v1/safety', peopleRead),
  row('GET /api/v1/stream', peopleRead),
  row('POST /api/v1/device', beforeLogin),
  row('POST /api/v1/device/token', beforeLogin),
  row('GET /api/v1/session', peopleRead),
  row('POST /api/v1/session/end', { ...write(roles), ...peopleOnly }),
  row('GET /api/v1/health', open),
  row('GET /api/v1/openapi.json', { ...open, ...everyService('INSUFFICIENT_SCOPE') }),
  // A page: it holds nothing of anybody, so it is the same to everybody, whatever they carry.
  row('GET /api/v1/docs', {
    ...open,
    ...everyService('allow'),
    ...everyToken('allow'),
    agent_misplaced: 'allow',
    foreign_origin: 'allow',
  }),
  row('* /api/v1/[[...path]]', nothing),
];
