import { digestOf } from '../evidence/digest';
import type { Refusal, RefusalCode } from '../refusal';
import { visible } from '../text/visible';
import { baseMoved } from './apply/base-moved';
import type { DraftStatus } from './draft';
import type { Review } from './review';

/** Whether a person could apply a draft now, and what its proposer should do next. */
export type Outlook = {
  apply: { state: 'ready' } | { state: 'blocked'; code: RefusalCode; reason: string };
  nextStep: string;
};

type Seen = Pick<Review, 'draft' | 'live' | 'checks'>;

/** What a draft's proposer is told, from the dry run that the review page shows. Advice: apply asks everything again. */
export function outlookOf(seen: Seen, stopped: Refusal | null): Outlook {
  return seen.draft.status === 'pending' ? pendingOutlook(seen, stopped) : closed[seen.draft.status](seen);
}

function pendingOutlook(seen: Seen, stopped: Refusal | null): Outlook {
  const { draft, checks } = seen;
  const moved = movedOutlook(seen);
  if (moved) return moved;
  const failed = checks.find(({ status }) => status === 'fail');
  if (failed?.code) return blocked(failed.code, failed.detail, `Correct what the checks name, ${again}.`);
  if (digestOf(draft.proposedSpec) !== draft.proposedSpecDigest) {
    const reason = 'The stored spec is not the one that was proposed.';
    return blocked('SPEC_DIGEST_MISMATCH', reason, `Tell the operator, then ${again}.`);
  }
  if (stopped) {
    return blocked(stopped.code, stopped.message, 'Wait: the draft stays. Call draft_show again later.');
  }
  return { apply: { state: 'ready' }, nextStep: waitForPerson };
}

const again = `propose it again with draft_create_endpoint and withdraw this draft with draft_discard`;

/** What a proposer does with a draft that waits for a person. */
export const waitForPerson =
  'A person decides: give them review_url, then call draft_show with wait_seconds until outcome.kind is no longer pending.';

function movedOutlook({ draft, live }: Seen): Outlook | null {
  const { base } = draft;
  if (!baseMoved(base, live)) return null;
  const name = visible(draft.resourceName);
  const madeFor = base.state === 'absent' ? 'to create it' : `against version ${base.version}`;
  const said = (now: string, nextStep: string) =>
    blocked('BASE_CHANGED', `${name} ${now}. This draft was made ${madeFor}.`, nextStep);
  if (live === null) {
    return said(
      'is gone',
      `Withdraw this draft with draft_discard; propose operation "create" if it is still wanted.`,
    );
  }
  const { version } = live;
  return base.state === 'absent'
    ? said(
        `exists now, at version ${version}`,
        `If the change is still wanted, propose operation "update" with base_version ${version}; withdraw this draft with draft_discard.`,
      )
    : said(
        `is at version ${version}`,
        `Read it with endpoint_get, propose again with base_version ${version}, and withdraw this draft with draft_discard.`,
      );
}

const closed: Record<Exclude<DraftStatus, 'pending'>, (seen: Seen) => Outlook> = {
  applied: ({ draft }) =>
    blocked(
      'DRAFT_NOT_PENDING',
      `Applied: ${visible(draft.resourceName)} is version ${draft.resourceVersion ?? '?'} by this draft.`,
      'Nothing is left to do.',
    ),
  discarded: ({ draft }) =>
    blocked(
      'DRAFT_NOT_PENDING',
      `Discarded: ${draft.discardReason?.replaceAll('_', ' ') ?? 'no reason was given'}.`,
      'Read discard for the reason. Propose again only what it does not speak against.',
    ),
  expired: ({ draft }) =>
    blocked(
      'DRAFT_EXPIRED',
      `Nobody decided before ${draft.expiresAt.toISOString()}.`,
      'Propose again if the change is still wanted, with a longer ttl_hours.',
    ),
};

const blocked = (code: RefusalCode, reason: string, nextStep: string): Outlook => ({
  apply: { state: 'blocked', code, reason },
  nextStep,
});
