import { Users } from 'lucide-react';
import type { Channel } from '@/lib/domain/draft/draft';
import { mayDecideWords } from '@/lib/domain/draft/may-decide';
import type { Review } from '@/lib/domain/draft/review';
import { movedTier, riskReason, tierName } from '@/lib/domain/draft/risk-reason';
import { visible } from '@/lib/domain/text/visible';
import { CopyButton } from '../ui/copy-button';
import { RiskChip } from '../ui/risk-chip';
import { StatusChip } from '../ui/status-chip';
import { TimeText } from '../ui/time-text';
import { EnvironmentPlace } from './environment-place';
import { operationNames } from './operation-words';

const channelWords = {
  ui: 'in the browser',
  api: 'over REST',
  mcp: 'over MCP',
} satisfies Record<Channel, string>;

function baseWords({ draft, live }: Review): string {
  if (draft.status !== 'pending')
    return draft.base.state === 'absent' ? 'did not exist' : `v${draft.base.version}`;
  if (draft.base.state === 'absent')
    return live ? `did not exist, live is v${live.version}` : 'does not exist yet';
  if (!live) return `v${draft.base.version}, gone now`;
  return live.version === draft.base.version
    ? `v${draft.base.version}, live now`
    : `v${draft.base.version}, live is v${live.version}`;
}

function Expiry({ review: { draft } }: { review: Review }) {
  const decided = draft.decidedAt;
  if (draft.status === 'pending') {
    return (
      <div>
        <dt>Expires</dt>
        <dd>
          <TimeText at={draft.expiresAt} mode="both" />
        </dd>
      </div>
    );
  }
  return (
    <div>
      <dt>{draft.status === 'expired' ? 'Expired' : 'Decided'}</dt>
      <dd>
        <TimeText at={decided ?? draft.expiresAt} mode="both" />
      </dd>
    </div>
  );
}

/** Why the chip says what it says, where no flag does, and what it said when the draft was proposed. */
function RiskNote({ review }: { review: Review }) {
  const { draft, riskTier } = review;
  if (draft.status !== 'pending') return null;
  const reason = riskReason(draft, review);
  const notes = [
    movedTier(riskTier, draft.riskTier),
    reason === null ? null : `${tierName(riskTier)} because ${reason}`,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : <p className="hint">{notes.join('. ')}.</p>;
}

/** What the draft is, in one sentence, and the five facts under it. */
export function ReviewHeader({ review, tenant }: { review: Review; tenant: string }) {
  const { draft, title } = review;
  return (
    <header>
      <div className="row">
        <RiskChip tier={draft.status === 'pending' ? review.riskTier : draft.riskTier} />
        <StatusChip status={draft.status} />
        <span className="chip operation">
          {operationNames[draft.operation]} {draft.type}
        </span>
        {review.ownAgent ? <span className="chip">Your own agent</span> : null}
        <span className="row ml-auto">
          <span className="muted text-13">{tenant}</span>
          <EnvironmentPlace review={review} />
        </span>
      </div>
      <h1>
        {title.text} {title.value === undefined ? null : <span className="mono">{title.value}</span>}
      </h1>
      <RiskNote review={review} />
      <dl className="strip">
        <Expiry review={review} />
        <div>
          <dt>Base</dt>
          <dd>{baseWords(review)}</dd>
        </div>
        <div>
          <dt>Proposed by</dt>
          <dd>
            <span>
              {visible(review.proposer.agent)}, <TimeText at={draft.createdAt} />
            </span>
          </dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>
            {draft.type} <span className="muted">{channelWords[draft.channel]}</span>
          </dd>
        </div>
        <div>
          <dt>Digest</dt>
          <dd>
            <span className="code">{review.digestCode}</span>
            <CopyButton text={draft.proposedSpecDigest} label="Copy digest" />
          </dd>
        </div>
      </dl>
      {review.mayDecide === null ? null : (
        <p className="note">
          <Users className="icon" aria-hidden="true" />
          <span>{mayDecideWords(review.mayDecide)}</span>
        </p>
      )}
    </header>
  );
}
