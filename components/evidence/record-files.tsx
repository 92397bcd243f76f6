import Link from 'next/link';

/** What can be taken away of a record, and how it is verified without us. */
export function RecordFiles({ id, applied }: { id: string; applied: boolean }) {
  const proof = `/api/v1/evidence/${id}/proof`;
  return (
    <section className="section no-print" aria-labelledby="files">
      <div className="section-head">
        <h2 id="files">Take it away</h2>
      </div>
      <ul className="plain-list">
        <li>
          <a className="link" href={`${proof}?format=tlog-proof`} download={`${id}.tlog-proof`}>
            {id}.tlog-proof
          </a>{' '}
          <span className="muted">the record and its proof in one file, C2SP tlog-proof</span>
        </li>
        <li>
          <a className="link" href={proof} download={`${id}.json`}>
            {id}.json
          </a>{' '}
          <span className="muted">the same as JSON</span>
        </li>
        {applied ? (
          <li>
            <a className="link" href={`/api/v1/evidence/${id}/statement`} download={`${id}.dsse.json`}>
              {id}.dsse.json
            </a>{' '}
            <span className="muted">the apply as an in-toto statement, signed by the key of the log</span>
          </li>
        ) : null}
      </ul>
      <p className="hint">
        Verify a file{' '}
        <Link className="link" href="/verify" prefetch={false}>
          in this browser
        </Link>
        , which sends it nowhere, or in a terminal without a login:{' '}
        <code className="mono">draft evidence verify {id}.tlog-proof</code>
      </p>
    </section>
  );
}
