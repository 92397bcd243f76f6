import Link from 'next/link';
import type { Review } from '@/lib/domain/draft/review';
import { visible } from '@/lib/domain/text/visible';
import { runPath } from '../audit/record-paths';
import { MiddleCut } from '../ui/middle-cut';

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function recordWords({ applied, decided }: Review['proposer']['record']): string {
  return decided === 0 ? 'no draft decided yet' : `${applied} of ${decided} applied`;
}

/** Who proposed the draft, with which key and in which run. */
export function Proposer({ review: { draft, proposer } }: { review: Review }) {
  const agent = draft.createdBy.kind === 'agent';
  return (
    <section className="section" aria-labelledby="proposer">
      <div className="section-head">
        <h2 id="proposer">Proposer</h2>
      </div>
      <div className="panel two-columns">
        <dl className="facts">
          <Fact name={agent ? 'Agent' : 'Person'}>{proposer.agent}</Fact>
          {proposer.owner === null ? null : <Fact name="Owner">{visible(proposer.owner)}</Fact>}
          <Fact name="Record">{recordWords(proposer.record)}</Fact>
          {draft.taskRef === null ? null : <Fact name="Task">{visible(draft.taskRef)}</Fact>}
        </dl>
        <dl className="facts">
          {proposer.keyId === null ? null : (
            <Fact name="Key">
              <MiddleCut text={proposer.keyId} label="Copy key id" />
            </Fact>
          )}
          {draft.runId === null ? null : (
            <Fact name="Run">
              <MiddleCut text={visible(draft.runId)} label="Copy run id" />
              <Link className="link" href={runPath(draft.runId)} prefetch={false}>
                Review packet
              </Link>
            </Fact>
          )}
          <Fact name="Correlation">
            <MiddleCut text={draft.correlationId} label="Copy correlation id" />
            <Link className="link" href={`/audit/${draft.correlationId}`} prefetch={false}>
              From call to change
            </Link>
          </Fact>
          {draft.surfaceHash === null ? null : (
            <Fact name="Tools">
              <MiddleCut text={draft.surfaceHash} label="Copy hash of the tools it was shown" />
            </Fact>
          )}
          <Fact name="Digest">
            <MiddleCut text={draft.proposedSpecDigest} label="Copy whole digest" />
          </Fact>
        </dl>
      </div>
    </section>
  );
}
