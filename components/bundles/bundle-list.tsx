import { TimeText } from '../ui/time-text';
import type { ShownBundle } from './bundle-requests';
import { brokenWords, scopeWords, stateWords } from './bundle-words';

function Progress({ done, total }: Pick<ShownBundle, 'done' | 'total'>) {
  return <progress aria-label="Records read" max={total ?? 1} value={total === null ? undefined : done} />;
}

function Bundle({ bundle }: { bundle: ShownBundle }) {
  const broken = brokenWords(bundle);
  return (
    <li className="grid gap-1">
      <span className="row flex-wrap">
        <span className="font-medium">{scopeWords(bundle)}</span>
        <span className="muted text-13">
          asked for <TimeText at={new Date(bundle.requested_at)} />
        </span>
        <span className="text-13" aria-live="polite">
          {stateWords(bundle)}
        </span>
        {bundle.status === 'making' ? <Progress done={bundle.done} total={bundle.total} /> : null}
        {bundle.file === null ? null : (
          <a className="link" href={bundle.file} download>
            Download
          </a>
        )}
      </span>
      {broken === null ? null : (
        <p className="hint bad" role="alert">
          {broken} The file has it as it is.
        </p>
      )}
      {bundle.sha256 === null ? null : (
        <span className="muted text-12">
          sha256 <span className="mono break-all">{bundle.sha256}</span>, until{' '}
          <TimeText at={new Date(bundle.expires_at)} />
        </span>
      )}
    </li>
  );
}

/** What was asked for lately, how far it is, and the files that are there. */
export function BundleList({ bundles }: { bundles: readonly ShownBundle[] }) {
  if (bundles.length === 0) return null;
  return (
    <ul className="grid gap-3" aria-label="Bundles">
      {bundles.map((bundle) => (
        <Bundle key={bundle.id} bundle={bundle} />
      ))}
    </ul>
  );
}
