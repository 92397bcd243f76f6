import type { Correlation, CorrelationStep } from '@/lib/domain/calls/correlation';
import { utcWords } from '../ui/time-words';
import { CallStep } from './call-step';
import { ChangeStep } from './change-step';
import { DraftStep, EvidenceStep } from './draft-step';

function Step({ step }: { step: CorrelationStep }) {
  switch (step.kind) {
    case 'call':
      return <CallStep call={step.call} />;
    case 'draft':
      return <DraftStep draft={step.draft} />;
    case 'evidence':
      return <EvidenceStep leaf={step.leaf} />;
    case 'change':
      return <ChangeStep change={step.change} />;
  }
}

function idOf(step: CorrelationStep): string {
  switch (step.kind) {
    case 'call':
      return step.call.id;
    case 'draft':
      return step.draft.id;
    case 'evidence':
      return step.leaf.id;
    case 'change':
      return step.change.id;
  }
}

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
