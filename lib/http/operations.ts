import type { Operation } from './operation';
import { applyDraft } from './operations/apply-draft';
import { fetchBundle } from './operations/bundle-file';
import { askBundle, listBundles, showBundle } from './operations/bundles';
import { listCalls, showCall, showCorrelation } from './operations/calls';
import { checkDraft } from './operations/check-draft';
import { listCircuits, resetCircuit } from './operations/circuits';
import { countDrafts } from './operations/count-drafts';
import { createDraft } from './operations/create-draft';
import { listDeliveries, retryDelivery, showDelivery } from './operations/deliveries';
import { redeemDevice, startDevice } from './operations/device';
import { discardDraft } from './operations/discard-draft';
import { setDraftSettings, showDraftSettings } from './operations/draft-settings';
import { listEndpoints, listVersions, showEndpoint } from './operations/endpoints';
import { listEvidence, proveEvidence, showEvidence } from './operations/evidence';
import { showStatement } from './operations/evidence-statement';
import { exportCalls } from './operations/export-calls';
import { exportEvents } from './operations/export-events';
import { health } from './operations/health';
import { changeKey, resumeKey, revokeKey, rotateKey, suspendKey } from './operations/key-changes';
import { issueKey, listKeys, showKey } from './operations/keys';
import { listDrafts } from './operations/list-drafts';
import { consistencyOfLog, showLog } from './operations/log';
import { addPolicyRule, listPolicyRules, removePolicyRule, tryPolicyDecision } from './operations/policy';
import { restoreDraft } from './operations/restore-draft';
import { revertDraft } from './operations/revert-draft';
import { reportRun, showIncident, showPacket, showRun } from './operations/runs';
import { showSafety } from './operations/safety';
import { endSession, showSession } from './operations/session';
import { showConfirmation } from './operations/show-confirmation';
import { showDraft } from './operations/show-draft';
import { listStops, releaseStop, stopAgents } from './operations/stops';
import { stream } from './operations/stream';

/** Everything the REST door can do, but for describing itself. */
export const operations: readonly Operation[] = [
  listDrafts,
  createDraft,
  checkDraft,
  countDrafts,
  showDraft,
  applyDraft,
  discardDraft,
  revertDraft,
  restoreDraft,
  listEndpoints,
  showEndpoint,
  listVersions,
  listDeliveries,
  showDelivery,
  retryDelivery,
  listKeys,
  issueKey,
  showKey,
  changeKey,
  rotateKey,
  suspendKey,
  resumeKey,
  revokeKey,
  listEvidence,
  showEvidence,
  proveEvidence,
  showStatement,
  listBundles,
  askBundle,
  showBundle,
  fetchBundle,
  showLog,
  consistencyOfLog,
  listCalls,
  showCall,
  showCorrelation,
  showRun,
  showPacket,
  showIncident,
  reportRun,
  exportCalls,
  exportEvents,
  showConfirmation,
  listPolicyRules,
  addPolicyRule,
  removePolicyRule,
  tryPolicyDecision,
  showDraftSettings,
  setDraftSettings,
  listStops,
  stopAgents,
  releaseStop,
  listCircuits,
  resetCircuit,
  showSafety,
  stream,
  startDevice,
  redeemDevice,
  showSession,
  endSession,
  health,
];
