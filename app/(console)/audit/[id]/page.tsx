import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BackTopbar } from '@/components/app/back-topbar';
import { OnlyFor } from '@/components/audit/only-for';
import { Timeline } from '@/components/audit/timeline';
import { MiddleCut } from '@/components/ui/middle-cut';
import { showCorrelation } from '@/lib/use-cases/calls/show-correlation';
import { pathText } from '../../path-text';
import { requireSession } from '../../require-session';

export const metadata: Metadata = { title: 'Request' };

export default async function CorrelationPage({ params }: { params: Promise<{ id: string }> }) {
  const { human } = await requireSession();
  const shown = await showCorrelation(human, pathText((await params).id));
  if (!shown.ok && shown.refusal.code === 'ROLE_REQUIRED') return <OnlyFor why={shown.refusal.message} />;
  if (!shown.ok) notFound();
  return (
    <main className="main" id="main">
      <BackTopbar to="/audit" name="Audit" />
      <article className="review">
        <header>
          <div className="row">
            <span className="chip">Request</span>
          </div>
          <h1>From call to change</h1>
          <MiddleCut text={shown.value.correlationId} label="Copy correlation id" />
        </header>
        <Timeline correlation={shown.value} />
      </article>
    </main>
  );
}
