import { presentKindNames, resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { tools } from './tools';

export type DeniedAs = 'MCP_CANNOT_APPLY' | 'DRAFT_TYPE_NOT_CREATABLE' | 'OPERATION_NOT_SUPPORTED';

const named = (words: string): readonly string[] => words.split(/\s+/);

/** The words that mean apply. Whole words of the name: a misspelt or prefixed name of a real tool accuses nobody. */
const applying = new Set(['apply', 'approve', 'promote']);

const writing = new Set(
  named(`add assign cancel change clear commit configure create delete deploy destroy disable discard drop edit emit enable exec
  execute grant import ingest insert install invoke issue kill launch merge modify move patch post provision publish purge push
  put register reject release remove rename replace replay reset restart restore resume revoke rollback rotate run save schedule
  send set start stop store submit suspend sync terminate transfer trigger truncate update upsert write`),
);

/** Those of them that are things too, of other servers: what `apply_patch` and `create_issue` are about. */
const nouns = new Set(
  named('commit edit import insert issue merge move patch post rename replace update write'),
);

/** What can be applied here. */
const decided = new Set(
  ['draft', 'proposal', ...resourceKindNames].flatMap((thing) => [thing, `${thing}s`]).concat('policies'),
);

/** What else a write of this product could be of. */
const kept = new Set(
  named(
    'audit circuit credential delivery event evidence key log registry rule scope secret setting stop template tenant',
  )
    .flatMap((thing) => [thing, `${thing}s`])
    .concat('deliveries', 'registries'),
);

/** What a verb may carry and still be about nothing else: whose tool it is, what it is done to here, and how. */
const empty = new Set(
  named(`all and change changes countersign env environment fluxa force forced into it live mcp my now on please prod production
  request review staging the this to tool with without`),
);

/**
 * What a call of a tool that does not exist was after, by the words of its name, or null when that cannot be told.
 * A verb accuses only of what is here, or alone: `apply_patch` and `write_file` are another server's tools, called by
 * mistake. No tool here writes production, so every answer is no: this only makes the no clear.
 */
export function deniedAs(name: string): DeniedAs | null {
  const words = wordsOf(name);
  if (isRealTool(words.join('_'))) return null;
  if (isApply(words)) return 'MCP_CANNOT_APPLY';
  const otherKind = resourceKindNames.some(
    (kind) => !presentKindNames.includes(kind) && words.includes(kind),
  );
  if (otherKind && words.includes('draft')) return 'DRAFT_TYPE_NOT_CREATABLE';
  return isWrite(words) ? 'OPERATION_NOT_SUPPORTED' : null;
}

const isApply = (words: readonly string[]): boolean =>
  isAbout(words, applying, (word) => decided.has(word) || applying.has(word));

const isWrite = (words: readonly string[]): boolean =>
  isAbout(words, writing, (word) => decided.has(word) || kept.has(word));

/** Whether one of the verbs is among the words, and what stands beside it counts or is nothing at all. */
function isAbout(
  words: readonly string[],
  verbs: ReadonlySet<string>,
  counts: (word: string) => boolean,
): boolean {
  const verb = words.findIndex((word) => verbs.has(word));
  const others = words.filter((word, place) => place !== verb && !saysNothing(word));
  return verb !== -1 && (others.length === 0 || others.some(counts));
}

const saysNothing = (word: string) =>
  empty.has(word) || (writing.has(word) && !nouns.has(word)) || /^\d+$/.test(word);

/** The words of a name, whatever separates them. Attacker-controlled. */
const wordsOf = (name: string): readonly string[] =>
  name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** A tool that exists, under the prefix that hosts put before names: unknown, and no attempt at anything. */
const isRealTool = (name: string): boolean => tools.some((tool) => name.endsWith(tool.name));
