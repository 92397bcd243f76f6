import type { Stop } from '@/lib/domain/limits/stop';
import { TimeText } from '../ui/time-text';
import { ReleaseForm } from './release-form';
import type { ReleaseAction } from './safety-actions';
import { stoppedWords } from './stop-words';

type Props = { stops: readonly Stop[]; personId: string; mayResume: boolean; release: ReleaseAction };

function Words({ text }: { text: string }) {
  return text === '' ? null : <p className="said">“{text}”</p>;
}

/** What is stopped now. Each can go on, by whoever may. */
export function StopList({ stops, personId, mayResume, release }: Props) {
  if (stops.length === 0) return <p className="muted">Nothing is stopped.</p>;
  return (
    <ul className="stops" aria-label="Stopped now">
      {stops.map((stop) => (
        <li key={stop.id}>
          <p>
            <b>{stoppedWords(stop)}</b>
          </p>
          <p className="muted text-13">
            {stop.engagedBy.name}, <TimeText at={stop.engagedAt} mode="both" />
          </p>
          <Words text={stop.reason} />
          {resumable(stop, mayResume) ?? <ReleaseForm stop={stop} personId={personId} release={release} />}
        </li>
      ))}
    </ul>
  );
}

/** Why this person cannot resume it, or null. */
function resumable({ scope }: Stop, mayResume: boolean) {
  if (scope === 'global')
    return <p className="muted text-13">The operator resumes it: npm run admin -- resume</p>;
  return mayResume ? null : <p className="muted text-13">An operator or an admin resumes it.</p>;
}

/** What was stopped, and how it went on. */
export function PastStops({ stops }: { stops: readonly Stop[] }) {
  if (stops.length === 0) return null;
  return (
    <details className="past-stops">
      <summary>What was stopped before</summary>
      <ul className="stops" aria-label="Stopped before">
        {stops.map(({ released, ...stop }) => (
          <li key={stop.id}>
            <p>{stoppedWords(stop)}</p>
            <p className="muted text-13">
              Stopped by {stop.engagedBy.name}, <TimeText at={stop.engagedAt} mode="both" />
              {released ? (
                <>
                  . Resumed by {released.by.name}, <TimeText at={released.at} mode="both" />
                </>
              ) : null}
            </p>
            <Words text={released?.reason ?? ''} />
          </li>
        ))}
      </ul>
    </details>
  );
}
