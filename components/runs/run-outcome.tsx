import Link from 'next/link';
import type { Packet } from '@/lib/domain/runs/packet';
import { visible } from '@/lib/domain/text/visible';
import { StatusChip } from '../ui/status-chip';
import { utcWords } from '../ui/time-words';
import { Section } from './section';

/** What was proposed, and where each draft stands. */
export function RunDrafts({ drafts }: { drafts: Packet['drafts'] }) {
  return (
    <Section id="drafts" title="Drafts">
      {drafts.length === 0 ? (
        <p className="muted text-13">Nothing was proposed.</p>
      ) : (
        <ul className="step-list">
          {drafts.map((draft) => (
            <li key={draft.id}>
              <Link className="link font-medium" href={`/drafts/${draft.id}`} prefetch={false}>
                {draft.operation} {visible(draft.resource.name)}
              </Link>{' '}
              <StatusChip status={draft.status} /> <span className="muted">{visible(draft.summary)}</span>
              {draft.evidence.map(({ id, merkle_position: at }) => (
                <span key={id}>
                  {' '}
                  <Link className="link" href={`/evidence/${at}`} prefetch={false}>
                    #{at}
                  </Link>
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Who decided what, and when. */
export function RunApprovals({ approvals }: { approvals: Packet['approvals'] }) {
  return (
    <Section id="approvals" title="Human approval">
      {approvals.length === 0 ? (
        <p className="muted text-13">Nobody has decided anything of this run.</p>
      ) : (
        <ul className="step-list">
          {approvals.map(({ who, when, what, draft_id: draft, evidence_id: evidence }) => (
            <li key={draft}>
              <span className="font-medium">{visible(who.name ?? who.id)}</span> {visible(what)}{' '}
              <span className="muted tabular-nums">{utcWords(new Date(when))}</span>{' '}
              {evidence === null ? null : (
                <Link className="link" href={`/evidence?draft=${draft}#${evidence}`} prefetch={false}>
                  Evidence
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** How what was applied is undone, and how whoever did it is stopped. */
export function RunRollback({
  rollback: { steps, containment },
  stop,
}: {
  rollback: Packet['rollback'];
  stop: React.ReactNode;
}) {
  return (
    <Section id="rollback" title="Rollback and containment">
      <ul className="step-list">
        {steps.length === 0 ? <li>Nothing was applied, so there is nothing to roll back.</li> : null}
        {steps.map(({ draft_id: draft, resource, words, revert_draft_id: by }) => (
          <li key={draft}>
            <Link className="link font-medium" href={`/drafts/${by ?? draft}`} prefetch={false}>
              {visible(resource)}
            </Link>{' '}
            <span className="muted">{words}</span>
          </li>
        ))}
        {containment.map(({ key_id: key, words }) => (
          <li key={key}>
            <Link className="link mono" href={`/agents/${key}`} prefetch={false}>
              {key}
            </Link>{' '}
            <span className="muted">{words}</span>
          </li>
        ))}
      </ul>
      {stop}
    </Section>
  );
}
