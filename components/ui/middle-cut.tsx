import { CopyButton } from './copy-button';

const headCharacters = 18;
const tailCharacters = 6;

/** An id or digest, cut only in the middle; copying gives the whole. */
export function MiddleCut({ text, label }: { text: string; label: string }) {
  const short =
    text.length > headCharacters + tailCharacters + 3
      ? `${text.slice(0, headCharacters)}…${text.slice(-tailCharacters)}`
      : text;
  return (
    <span className="row nowrap">
      <span className="mono" title={text}>
        {short}
      </span>
      <CopyButton text={text} label={label} />
    </span>
  );
}
