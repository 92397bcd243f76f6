import { CopyButton } from '../ui/copy-button';

type Props = {
  /** The exact leaf. */
  text: string;
  /** The same, made visible. */
  shown: string;
  bytes: number;
};

/** What was hashed, byte for byte. */
export function RecordBytes({ text, shown, bytes }: Props) {
  return (
    <section className="section" aria-labelledby="bytes">
      <div className="section-head">
        <h2 id="bytes">Exact bytes</h2>
        <span className="muted text-13">
          {bytes} bytes of RFC 8785 JSON; the leaf hash is SHA-256 of a zero byte and these
        </span>
      </div>
      <div className="copied-text">
        <pre className="entry mono">{shown}</pre>
        <CopyButton text={text} label="Copy the exact bytes" />
      </div>
    </section>
  );
}
