import Link from 'next/link';
import { Fragment } from 'react';
import { visible } from '@/lib/domain/text/visible';

/** Where a value of a record leads, when it names something that has a page. */
function hrefOf(value: string): string | null {
  if (/^drf_\w{26}$/.test(value)) return `/drafts/${value}`;
  if (/^key_\w{26}$/.test(value)) return `/agents/${value}`;
  return null;
}

function Value({ value }: { value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const href = hrefOf(text);
  if (href === null) return <span className="mono">{visible(text)}</span>;
  return (
    <Link className="link mono" href={href} prefetch={false}>
      {text}
    </Link>
  );
}

/** The fields of a record, as its exact bytes have them. */
export function RecordSays({ payload }: { payload: Record<string, unknown> }) {
  return (
    <section className="section" aria-labelledby="says">
      <div className="section-head">
        <h2 id="says">What it says</h2>
      </div>
      <dl className="facts wide">
        {Object.entries(payload).map(([field, value]) => (
          <Fragment key={field}>
            <dt className="mono">{field}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
