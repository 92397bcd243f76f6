import { roles } from '../actor';
import {
  type AuthorityRow,
  type Cells,
  everyAgent,
  everyService,
  everyToken,
  nothing,
  open,
  read,
  write,
} from './authority-row';

const row = (name: string, cells: Cells): AuthorityRow => ({ name, cells, scope: null, answeredInside: [] });

/** No page of ours stands behind a request without an Origin, so that is said before anything else. */
const fromOurPages = { anonymous: 'ORIGIN_NOT_ALLOWED', no_origin: 'ORIGIN_NOT_ALLOWED' } as const;

/** A page is the browser's: no key and no token of a terminal has business there, beside a session or not. */
const browserOnly = {
  ...everyAgent('MCP_CANNOT_APPLY'),
  ...everyToken('UNAUTHENTICATED'),
  token_beside_agent: 'MCP_CANNOT_APPLY',
  ...everyService('HUMAN_IDENTITY_REQUIRED'),
  service_beside_agent: 'MCP_CANNOT_APPLY',
} as const;

/** Server actions. A browser page is no place for an agent credential: any at all is refused, beside a session too. */
export const actionRows: readonly AuthorityRow[] = [
  row('action applyDraftAction', personDecides()),
  row('action discardDraftAction', personDecides()),
  row('action revertDraftAction', personProposes()),
  row('action restoreDraftAction', personProposes()),
  row('action proposeChangeAction', { ...personProposes(), foreign_tenant: 'allow' }),
  row('action confirmForTerminalAction', personDecides()),
  row('action resendDeliveryAction', {
    ...personProposes(),
    foreign_tenant: 'DELIVERY_NOT_FOUND',
  }),
  row('action issueKeyAction', operatorsManage()),
  row('action actOnKeyAction', operatorsManage()),
  row('action changeKeyAction', operatorsManage()),
  row('action setDraftSettingsAction', {
    ...write(['admin'], 'ROLE_REQUIRED'),
    ...browserOnly,
    ...fromOurPages,
  }),
  row('action addRuleAction', operatorsManage()),
  row('action removeRuleAction', operatorsManage()),
  row('action tryPolicyAction', operatorsManage()),
  row('action stopAction', {
    ...write(['reviewer', 'operator', 'admin']),
    ...browserOnly,
    ...fromOurPages,
  }),
  row('action releaseStopAction', operatorsManage()),
  row('action resetCircuitAction', operatorsManage()),
  row('action decideDeviceAction', { ...write(roles), ...browserOnly, ...fromOurPages }),
  row('action consentAction', { ...write(roles), ...browserOnly, ...fromOurPages }),
  row('action previewDraftAction', {
    ...read('DRAFT_NOT_FOUND'),
    ...browserOnly,
    ...fromOurPages,
  }),
];

/** next-auth answers everybody, and gives nobody more than their own session; an agent key is nothing to it. */
const anybody: Cells = {
  ...open,
  ...everyToken('allow'),
  ...everyService('allow'),
  agent_misplaced: 'allow',
  foreign_origin: 'allow',
};

/** OAuth is on a host name of its own, and nothing of it is where people sign in. There it looks at no credential of ours. */
export const oauthRows: readonly AuthorityRow[] = [
  row('GET /oauth/authorize', nothing),
  row('POST /oauth/token', nothing),
  row('POST /oauth/revoke', nothing),
];

/** Signing in and out, and the button of the page that an invitation link opens. */
export const signInRows: readonly AuthorityRow[] = [
  row('GET /api/auth/[...nextauth]', anybody),
  row('POST /api/auth/[...nextauth]', { ...anybody, foreign_origin: 'ORIGIN_NOT_ALLOWED' }),
  row('POST /api/auth/invitation', {
    ...anybody,
    ...everyToken('UNAUTHENTICATED'),
    ...everyAgent('HUMAN_IDENTITY_REQUIRED'),
    ...everyService('HUMAN_IDENTITY_REQUIRED'),
    token_beside_agent: 'HUMAN_IDENTITY_REQUIRED',
    ...fromOurPages,
    foreign_origin: 'ORIGIN_NOT_ALLOWED',
  }),
];

function personDecides(): Cells {
  return {
    ...write(['reviewer', 'admin'], 'DRAFT_NOT_FOUND'),
    ...browserOnly,
    ...fromOurPages,
  };
}

/** Who may not decide may still propose, but for a viewer. */
function personProposes(): Cells {
  return { ...personDecides(), operator: 'allow' };
}

/** What agents may do (keys, policy, what is stopped) is managed by operators and admins. */
function operatorsManage(): Cells {
  return { ...write(['operator', 'admin'], 'ROLE_REQUIRED'), ...browserOnly, ...fromOurPages };
}
