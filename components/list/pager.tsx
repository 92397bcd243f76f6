import Link from 'next/link';

/** The way to the next page of a list, or nothing on the last. */
export function Pager({ href, words }: { href: string | null; words: string }) {
  if (href === null) return null;
  return (
    <p className="pager px-6">
      <Link className="link" href={href} prefetch={false} rel="next">
        {words}
      </Link>
    </p>
  );
}
