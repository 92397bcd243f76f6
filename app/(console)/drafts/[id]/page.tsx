import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { GoneDraft } from '@/components/drafts/gone-draft';
import { placeAmong } from '@/components/drafts/place-among';
import { ReviewPage } from '@/components/drafts/review-page';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';
import { applyDraftAction, discardDraftAction } from './actions';

type Props = { params: Promise<{ id: string }> };

const reviewOf = cache(async (id: string) => reviewDraft((await requireSession()).human, id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const review = await reviewOf((await params).id);
  if (!review.ok) return { title: 'Draft' };
  const { text, value } = review.value.title;
  return { title: value === undefined ? text : `${text} ${value}` };
}

export default async function DraftPage({ params }: Props) {
  const { id } = await params;
  const { human, tenant } = await requireSession();
  const [found, pending] = await Promise.all([
    reviewOf(id),
    listDrafts(human, { status: 'pending', order: 'expires', limit: 100 }),
  ]);
  if (!found.ok) {
    const [created, kept] = await Promise.all([
      listEvidence(human, { draft_id: id, event: 'draft_created', limit: 1 }),
      listEvidence(human, { draft_id: id, limit: 100 }),
    ]);
    // A refused apply may name an id that never was: only a creation in this tenant's log makes a draft that is gone.
    if (!created.ok || !kept.ok || created.value.items.length === 0) notFound();
    return <GoneDraft draftId={id} evidence={kept.value.items} />;
  }
  return (
    <ReviewPage
      review={found.value}
      canonical={canonicalJson(found.value.draft.proposedSpec)}
      tenant={tenant}
      personId={human.userId}
      place={placeAmong(valueOf(pending).items, id)}
      apply={applyDraftAction}
      discard={discardDraftAction}
    />
  );
}
