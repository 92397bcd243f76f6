import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import { unusualSpelling } from '../target-parts';
import type { Subject } from './subject';

const dots = /(?:^|[/\\])\.\.(?:[/\\;?]|$)/;
const doubled = /[/\\]{2}/;
/** Of a query's name or value: another address, with or without its scheme. */
const address = /^[\s\\/]*[\\/]{2}|[a-z][a-z0-9+.-]*:[\\/]{2}/i;
const rounds = 3;

function decoded(text: string): string {
  let now = text;
  for (let round = 0; round < rounds; round += 1) {
    now = now.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return now;
}

type Found = { field: string; words: string };

function inPath(written: string): string | null {
  const path = decoded(/^[^/]*\/\/[^/?#]*([^?#]*)/.exec(written)?.[1] ?? '');
  if (dots.test(path)) return 'The path climbs with “..”: servers disagree on where it ends.';
  return doubled.test(path) ? 'The path holds “//”: servers disagree on where it leads.' : null;
}

function inQuery(url: URL): string | null {
  const found = [...url.searchParams].find((pair) => pair.some((text) => address.test(decoded(text))));
  return found === undefined
    ? null
    : `The query parameter ${visible(found[0].slice(0, 60))} holds an address of its own.`;
}

/** A target that may send the delivery on to somewhere that its host does not say. */
export function openRedirectLike({ proposed, from, to }: Subject): Flag[] {
  if (to === null || to.written === from?.written) return [];
  const [path, query] = [inPath(to.written), inQuery(to.url)];
  const pathField = unusualSpelling(proposed) === null ? 'target_path' : 'target_url';
  const found: Found[] = [
    ...(path === null ? [] : [{ field: pathField, words: path }]),
    ...(query === null ? [] : [{ field: 'target_query', words: query }]),
  ];
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      code: 'open-redirect-like',
      tier: 'medium',
      title: 'Target may lead elsewhere',
      sentence: found.map(({ words }) => words).join(' '),
      field: first.field,
    },
  ];
}
