import { OctagonPause } from 'lucide-react';
import { TimeText } from '../ui/time-text';

type Props = { plane: { host: string; goneAt: Date | null } | null };

/** Where changes are announced; loud when nothing is being sent. */
export function ControlPlaneNote({ plane }: Props) {
  if (plane === null) {
    return (
      <p className="list-note">
        No control plane is set, so nothing is announced. Whoever runs the server sets one with{' '}
        <span className="mono">
          npm run admin -- set-control-plane <span className="whitespace-nowrap">--tenant …</span>{' '}
          <span className="whitespace-nowrap">--url https://…</span>
        </span>
      </p>
    );
  }
  if (plane.goneAt === null) {
    return (
      <p className="list-note">
        Applied changes are announced to <span className="mono">{plane.host}</span>
      </p>
    );
  }
  return (
    <div className="banner warn stopped" role="alert">
      <OctagonPause className="icon" aria-hidden="true" />
      <span>
        <span className="mono">{plane.host}</span> asked to be sent nothing more (410),{' '}
        <TimeText at={plane.goneAt} />. Nothing is sent until whoever runs the server sets the control plane
        again.
      </span>
    </div>
  );
}
