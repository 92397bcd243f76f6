import {
  CircleCheck,
  CircleX,
  Clock,
  Download,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { TimeText } from '../ui/time-text';
import type { ShownBundle } from './bundle-requests';
import { brokenWords, scopeWords, stateWords } from './bundle-words';

const signs: Record<ShownBundle['status'], { Icon: LucideIcon; tone: string | undefined }> = {
  waiting: { Icon: Clock, tone: undefined },
  making: { Icon: LoaderCircle, tone: undefined },
  ready: { Icon: CircleCheck, tone: 'ok' },
  failed: { Icon: CircleX, tone: 'bad' },
};

function State({ bundle }: { bundle: ShownBundle }) {
  const { Icon, tone } = bundle.broken === null ? signs[bundle.status] : { Icon: TriangleAlert, tone: 'bad' };
  return (
    <span className={`bundle-state ${tone ?? ''}`}>
      <Icon className="icon-small" aria-hidden="true" />
      <span aria-live="polite">{stateWords(bundle)}</span>
      {bundle.status === 'making' ? (
        <progress
          className="progress"
          aria-label="Records read"
          max={bundle.total ?? 1}
          value={bundle.total === null ? undefined : bundle.done}
        />
      ) : null}
    </span>
  );
}

function Bundle({ bundle }: { bundle: ShownBundle }) {
  const broken = brokenWords(bundle);
  return (
    <li className="bundle">
      <div className="bundle-what">
        <span className="font-medium">{scopeWords(bundle)}</span>
        <span className="muted">
          asked for <TimeText at={new Date(bundle.requested_at)} />
        </span>
      </div>
      <State bundle={bundle} />
      {bundle.file === null ? null : (
        <a className="btn sm" href={bundle.file} download>
          <Download className="icon-small" aria-hidden="true" />
          Download<span className="sr-only"> {scopeWords(bundle)}</span>
        </a>
      )}
      {broken === null ? null : (
        <p className="bundle-more bad" role="alert">
          {broken} The file has it as it is.
        </p>
      )}
      {bundle.sha256 === null ? null : (
        <p className="bundle-more muted">
          Deleted <TimeText at={new Date(bundle.expires_at)} />. SHA-256{' '}
          <span className="mono">{bundle.sha256}</span>
        </p>
      )}
    </li>
  );
}

/** What was asked for lately, how far it is, and the files that are there. */
export function BundleList({ bundles }: { bundles: readonly ShownBundle[] }) {
  if (bundles.length === 0) return null;
  return (
    <ul className="panel" aria-label="Bundles">
      {bundles.map((bundle) => (
        <Bundle key={bundle.id} bundle={bundle} />
      ))}
    </ul>
  );
}
