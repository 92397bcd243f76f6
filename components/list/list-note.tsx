import Link from 'next/link';

type Props = {
  /** Filters of the address that were left out. */
  notUnderstood: number;
  /** The address named a page that the list does not know. */
  lostPage: boolean;
  /** The list without any filter. */
  plain: string;
};

/** What of an address a list could not follow, so that nobody takes the rows for an answer to it. */
export function ListNote({ notUnderstood, lostPage, plain }: Props) {
  if (notUnderstood === 0 && !lostPage) return null;
  return (
    <output className="list-note">
      {notUnderstood === 0 ? null : (
        <span>
          {notUnderstood} {notUnderstood === 1 ? 'filter' : 'filters'} not understood and left out.
        </span>
      )}
      {lostPage ? <span>The page in this address was not understood: this is the first.</span> : null}
      <Link className="link" href={plain} prefetch={false}>
        Clear
      </Link>
    </output>
  );
}
