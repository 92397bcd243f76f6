import type { Correlation, CorrelationStep } from '@/lib/domain/calls/correlation';
import { utcWords } from '../ui/time-words';
import { CallStep } from './call-step';
import { DraftStep, EvidenceStep } from './draft-step';

function Step({ step }: { step: CorrelationStep }) {
  switch (step.kind) {
    case 'call':
      return <CallStep call={step.call} />;
    case 'draft':
      return <DraftStep draft={step.draft} />;
    case 'evidence':
      return <EvidenceStep leaf={step.leaf} />;
  }
}

const idOf = (step: CorrelationStep): string =>
  step.kind === 'call' ? step.call.id : step.kind === 'draft' ? step.draft.id : step.leaf.id;

/** One request from its call to the applied change, oldest first. */
export function Timeline({ correlation: { steps } }: { correlation: Correlation }) {
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li key={idOf(step)} id={idOf(step)}>
          <time className="muted tabular-nums" dateTime={step.at.toISOString()}>
            {utcWords(step.at)}
          </time>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}
