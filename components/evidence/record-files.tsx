import { CopyButton } from '../ui/copy-button';
import { DocumentLink } from '../ui/document-link';

/** What can be taken away of a record, and how it is verified without us. */
type Props = { id: string; applied: boolean; verifierKey: string };

export function RecordFiles({ id, applied, verifierKey }: Props) {
  const command = `draft evidence verify ${id}.tlog-proof --key '${verifierKey}'`;
  const proof = `/api/v1/evidence/${id}/proof`;
  return (
    <section className="section no-print" aria-labelledby="files">
      <div className="section-head">
        <h2 id="files">Take it away</h2>
      </div>
      <ul className="plain-list text-13">
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
            <span className="muted">
              the apply as an in-toto statement in DSSE, for tools that know no log
            </span>
          </li>
        ) : null}
      </ul>
      <p className="muted text-13 mt-3">
        Verify a file{' '}
        <DocumentLink className="link" href="/verify">
          in this browser
        </DocumentLink>
        , which sends it nowhere, or in a terminal without a login:
      </p>
      <div className="copied-text mt-1">
        <pre className="entry mono">{command}</pre>
        <CopyButton text={command} label="Copy the command" />
      </div>
    </section>
  );
}
