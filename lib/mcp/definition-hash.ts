import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { sha256Hex } from '@/lib/domain/evidence/digest';
import { isObject, valueAt } from '@/lib/domain/json/read-value';

/** Kinds of what is hashed: a hash of one kind is never taken for that of another. */
type Domain = 'mcp-tool/v1' | 'mcp-prompt/v1' | 'mcp-resource/v1' | 'mcp-instructions/v1' | 'mcp-surface/v1';

/**
 * The hash of a definition as it goes over the wire, whole: RFC 8785 bytes with every reference replaced by what it
 * names. No text is folded: a hidden character, or one letter for another that looks the same, is another definition.
 */
export const definitionHash = (domain: Domain, definition: unknown): string =>
  `sha256:${sha256Hex(`${domain}\0${canonicalJson(resolved(definition, definition, []))}`)}`;

function resolved(value: unknown, root: unknown, within: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, root, within));
  if (!isObject(value)) return value;
  const { $ref: ref } = value;
  if (typeof ref === 'string') return referred(ref, value, root, within);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      resolved(member, schemaRootOf(key, member, root), within),
    ]),
  );
}

/** A schema is the document that its own references start from. */
const schemaRootOf = (key: string, member: unknown, root: unknown): unknown =>
  key === 'inputSchema' || key === 'outputSchema' ? member : root;

/** Throws for what lies elsewhere, and may be edited there unseen, and for what refers to itself. */
function referred(
  ref: string,
  holder: Record<string, unknown>,
  root: unknown,
  within: readonly string[],
): unknown {
  if (!ref.startsWith('#/')) throw new Error('a definition refers to what is not in it');
  if (within.includes(ref)) throw new Error('a definition refers to itself');
  const path = ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = valueAt(root, ...path);
  if (found === undefined) throw new Error('a definition refers to nothing');
  const { $ref: _, ...beside } = holder;
  return { ...beside, refers: resolved(found, root, [...within, ref]) };
}
