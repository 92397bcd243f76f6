import { Fragment } from 'react';

/** A host or name that may end a line before a dot, slash or after a hyphen, and nowhere else while it fits. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?=[./])|(?<=-)/u).map((part, at, parts) => (
    <Fragment key={parts.slice(0, at + 1).join('')}>
      {at === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
