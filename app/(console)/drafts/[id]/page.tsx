import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { DeliveryNote } from '@/components/deliveries/delivery-note';
import { FollowUp } from '@/components/drafts/follow-up';
import { GoneDraft } from '@/components/drafts/gone-draft';
import { placeAmong } from '@/components/drafts/place-among';
import { ReviewPage } from '@/components/drafts/review-page';
import type { Human } from '@/lib/domain/actor';
import type { Draft } from '@/lib/domain/draft/draft';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { deliveryOf } from '@/lib/use-cases/deliveries/show-delivery';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';
import {
  applyDraftAction,
  confirmForTerminalAction,
  discardDraftAction,
  restoreDraftAction,
  revertDraftAction,
} from './actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ confirm?: string | string[] }> };

const reviewOf = cache(async (id: string) => reviewDraft((await requireSession()).human, id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const review = await reviewOf((await params).id);
  if (!review.ok) return { title: 'Draft' };
  const { text, value } = review.value.title;
  return { title: value === undefined ? text : `${text} ${value}` };
}

export default async function DraftPage({ params, searchParams }: Props) {
  const { id } = await params;
  const forTerminal = (await searchParams).confirm === 'terminal';
  const { human, tenant } = await requireSession();
  const [found, pending] = await Promise.all([
    reviewOf(id),
    listDrafts(human, { status: 'pending', order: 'expires', limit: 100 }),
  ]);
  if (!found.ok) {
    if (found.refusal.code !== 'DRAFT_PURGED') notFound();
    const kept = valueOf(await listEvidence(human, { draft_id: id, limit: 100 }));
    return <GoneDraft evidence={kept.items} />;
  }
  const delivery = found.value.draft.status === 'applied' ? await deliveryOf(human, { draftId: id }) : null;
  return (
    <ReviewPage
      review={found.value}
      canonical={canonicalJson(found.value.draft.proposedSpec)}
      tenant={tenant}
      personId={human.userId}
      place={placeAmong(valueOf(pending).items, id)}
      followUp={
        <>
          <DeliveryNote delivery={delivery} />
          {followUpOf(found.value.draft, human)}
        </>
      }
      apply={applyDraftAction}
      discard={discardDraftAction}
      confirm={forTerminal ? confirmForTerminalAction : null}
    />
  );
}

/** A viewer proposes nothing, and of a draft that waits nothing follows yet. */
function followUpOf({ id, status }: Draft, { role, userId }: Human) {
  if (role === 'viewer' || status === 'pending') return null;
  const whose = { draftId: id, personId: userId };
  return status === 'applied' ? (
    <FollowUp as="revert" {...whose} act={revertDraftAction} />
  ) : (
    <FollowUp as="restore" {...whose} act={restoreDraftAction} />
  );
}
