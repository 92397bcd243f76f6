import { CopyButton } from './copy-button';

const HEAD = 18;
const TAIL = 6;

/** An id or digest, cut only in the middle; copying gives the whole. */
export function MiddleCut({ text, label }: { text: string; label: string }) {
  const short = text.length > HEAD + TAIL + 3 ? `${text.slice(0, HEAD)}…${text.slice(-TAIL)}` : text;
  return (
    <span className="row nowrap">
      <span className="mono" title={text}>
        {short}
      </span>
      <CopyButton text={text} label={label} />
    </span>
  );
}
