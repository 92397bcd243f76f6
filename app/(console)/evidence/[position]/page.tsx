import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BackTopbar } from '@/components/app/back-topbar';
import { EventName } from '@/components/evidence/event-name';
import { PrintButton } from '@/components/evidence/print-button';
import { RecordBytes } from '@/components/evidence/record-bytes';
import { RecordFacts } from '@/components/evidence/record-facts';
import { RecordFiles } from '@/components/evidence/record-files';
import { RecordProof } from '@/components/evidence/record-proof';
import { RecordRelated } from '@/components/evidence/record-related';
import { RecordSays } from '@/components/evidence/record-says';
import { RecordVerdict } from '@/components/evidence/record-verdict';
import { showRecord } from '@/lib/use-cases/evidence/show-record';
import { requireSession } from '../../require-session';
import { recordOf } from '../record-of';

type Props = { params: Promise<{ position: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Record ${(await params).position}` };
}

/** UNTRUSTED INPUT: a position of a log, as digits. */
const positionOf = (text: string): number | null => (/^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null);

export default async function RecordPage({ params }: Props) {
  const { human } = await requireSession();
  const position = positionOf((await params).position);
  const shown = position === null ? null : await showRecord(human, position);
  if (!shown?.ok) notFound();
  const { item, names, proof, related } = shown.value;
  const record = recordOf(item, names);
  return (
    <main className="main" id="main">
      <BackTopbar to="/evidence" name="Evidence">
        <PrintButton />
      </BackTopbar>
      <article className="review paper">
        <header>
          <div className="row">
            <span className="chip">Record #{record.position}</span>
          </div>
          <h1>
            <EventName record={record} />
          </h1>
        </header>
        {proof.ok ? (
          <RecordVerdict proved={proof.proved.checkpoint} />
        ) : (
          <RecordVerdict why={proof.refusal.message} hint={proof.refusal.hint ?? null} />
        )}
        <RecordFacts record={record} />
        <RecordSays payload={item.payload} />
        {related.length < 2 ? null : (
          <RecordRelated draftId={item.subject} records={related} position={record.position} />
        )}
        {proof.ok ? <RecordProof path={proof.path} checkpoint={proof.proved.checkpoint} /> : null}
        <RecordBytes
          text={Buffer.from(item.entry, 'base64').toString('utf8')}
          shown={record.json}
          bytes={record.bytes}
        />
        {proof.ok ? (
          <RecordFiles
            id={item.id}
            applied={item.event === 'draft_applied'}
            verifierKey={proof.proved.checkpoint.verifierKey}
          />
        ) : null}
      </article>
    </main>
  );
}
