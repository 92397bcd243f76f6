import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ProposeForm } from '@/components/propose/propose-form';
import { PageMessage } from '@/components/ui/page-message';
import { type Operation, operations } from '@/lib/domain/draft/draft';
import { formOf } from '@/lib/domain/form/form-of';
import { reasonForm } from '@/lib/domain/form/reason-form';
import { presentKindNames } from '@/lib/domain/resource/resource-kind';
import { visible } from '@/lib/domain/text/visible';
import { startProposal } from '@/lib/use-cases/drafts/start-proposal';
import { requireSession } from '../../require-session';
import { proposeChangeAction } from './actions';

export const metadata: Metadata = { title: 'Propose a change' };

type Query = Partial<Record<'type' | 'operation' | 'name', string | string[]>>;

const titles = {
  create: (kind) => `Propose a new ${kind}`,
  update: (_, name) => `Propose an update of ${name}`,
  delete: (_, name) => `Propose to delete ${name}`,
} satisfies Record<Operation, (kind: string, name: string) => string>;

/** UNTRUSTED INPUT: what an address asks for; null when there is no such form. */
function subjectOf({ type = 'endpoint', operation = 'create', name = '' }: Query) {
  const kind = presentKindNames.find((known) => known === type);
  const act = operations.find((known) => known === operation);
  return kind && act && typeof name === 'string' ? { type: kind, operation: act, name } : null;
}

/** A person proposes: the same rules as for an agent, and somebody else decides where there is somebody. */
export default async function ProposePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { human } = await requireSession();
  const subject = subjectOf(await searchParams);
  if (subject === null) notFound();
  const start = await startProposal(human, subject);
  if (!start.ok) {
    return (
      <PageMessage title={start.refusal.message}>
        <Link className="btn mt-5" href="/resources" prefetch={false}>
          Open resources
        </Link>
      </PageMessage>
    );
  }
  const { kind, live } = start.value;
  const { operation } = subject;
  return (
    <main className="main" id="main">
      <Topbar
        title={titles[operation](kind.label.toLowerCase(), visible(subject.name))}
        end={<ShortcutSheet />}
      />
      <article className="review">
        <ProposeForm
          key={`${operation} ${subject.name}`}
          subject={{ ...subject, baseVersion: live?.version ?? null }}
          items={formOf({ kind, operation, live: live?.spec ?? null })}
          reason={reasonForm}
          personId={human.userId}
          idempotencyKey={crypto.randomUUID()}
          propose={proposeChangeAction}
        />
      </article>
    </main>
  );
}
