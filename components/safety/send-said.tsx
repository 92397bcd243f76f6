import { TriangleAlert } from 'lucide-react';
import type { SendPhase } from './use-send';

/** Why the last attempt came to nothing. */
export function SendSaid({ phase, again }: { phase: SendPhase; again: string }) {
  if (phase.name !== 'refused' && phase.name !== 'lost') return null;
  return (
    <div className="banner warn" role="alert">
      <TriangleAlert className="icon" aria-hidden="true" />
      <span>
        {phase.name === 'lost'
          ? `The server did not answer. ${again}: it will not be done twice.`
          : `${phase.refusal.issues?.[0]?.message ?? phase.refusal.message} ${phase.refusal.hint ?? ''}`}
      </span>
    </div>
  );
}
