import { resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { tools } from './tools';

export type DeniedAs = 'MCP_CANNOT_APPLY' | 'DRAFT_TYPE_NOT_CREATABLE' | 'OPERATION_NOT_SUPPORTED';

/** The words that mean apply. Whole words of the name: a misspelt or prefixed name of a real tool accuses nobody. */
const applying = new Set(['apply', 'approve', 'promote']);

const writing = new Set(
  `add apply assign cancel change clear commit configure create delete deploy destroy disable discard drop edit emit enable
  exec execute grant import ingest insert install invoke issue kill launch merge modify move patch post provision publish
  purge push put register reject release remove rename replace replay reset restart restore resume revoke rollback rotate
  run save schedule send set start stop store submit suspend sync terminate transfer trigger truncate update upsert write`.split(
    /\s+/,
  ),
);

/**
 * What a call of a tool that does not exist was after, by the words of its name, or null when that cannot be told.
 * No tool here writes production, so every answer is no: this only makes the no clear.
 */
export function deniedAs(name: string): DeniedAs | null {
  const words = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (isRealTool(words.join('_'))) return null;
  if (words.some((word) => applying.has(word))) return 'MCP_CANNOT_APPLY';
  const otherKind = resourceKindNames.some((kind) => kind !== 'endpoint' && words.includes(kind));
  if (otherKind && words.includes('draft')) return 'DRAFT_TYPE_NOT_CREATABLE';
  return words.some((word) => writing.has(word)) ? 'OPERATION_NOT_SUPPORTED' : null;
}

/** A tool that exists, under the prefix that hosts put before names: unknown, and no attempt at anything. */
const isRealTool = (name: string): boolean => tools.some((tool) => name.endsWith(tool.name));
