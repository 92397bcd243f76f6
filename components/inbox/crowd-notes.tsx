import Link from 'next/link';

export type CrowdNote = { name: string; waiting: number; href: string };

/** One agent may propose more than its share of the list; the rest of it is one link away. */
export function CrowdNotes({ crowd }: { crowd: readonly CrowdNote[] }) {
  return crowd.map(({ name, waiting, href }) => (
    <p key={href} className="list-note">
      <span>
        {name} has many drafts waiting; the first 10 are in this list, so that others keep their place.
      </span>
      <Link className="link" href={href} prefetch={false}>
        Show all {waiting >= 1000 ? '1,000 and more' : waiting} of {name}
      </Link>
    </p>
  ));
}
