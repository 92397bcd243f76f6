import { proposalFields } from '../draft/proposal';
import { isObject, valueAt } from '../json/read-value';
import { slug } from '../resource/atom/slug';
import { kindOf } from '../resource/registry';
import type { ResourceKind, ResourceKindName, Spec } from '../resource/resource-kind';
import type { ToolName } from './tool-classes';

type Asked = { tool: ToolName; args: unknown };

/** What a tool takes a proposal of. */
const proposes: Partial<Record<ToolName, ResourceKindName>> = {
  draft_create_endpoint: 'endpoint',
  draft_check_endpoint: 'endpoint',
};

/** The kind that a tool proposes, or null. */
export const proposedKind = (tool: ToolName): ResourceKind | null => kindOf(proposes[tool] ?? '');

/** The resource that a call would change, whatever else it says; null where there can be none. */
export function resourceAsked({ tool, args }: Asked): { kind: ResourceKindName; name: string } | null {
  const kind = proposedKind(tool);
  const name = slug.safeParse(valueAt(args, 'spec', 'name'));
  return kind !== null && name.success ? { kind: kind.name, name: name.data } : null;
}

/**
 * The arguments as they may be read, all of which a rule is asked about: as they were sent; what they mean with the defaults
 * of a proposal and of its spec; and the same of what is live. What is said is never believed alone: a delete is stored by
 * its name, and what an update leaves out is removed.
 */
export function readingsOf({ tool, args, live }: Asked & { live: Spec | null }): readonly unknown[] {
  const kind = proposedKind(tool);
  // Without a spec it is no proposal: a tool's rules hold for its prompt and for the report of a run too.
  if (kind === null || !isObject(args) || !isObject(args['spec'])) return [args];
  const meant = { operation: proposalFields.operation.parse(undefined), ...args };
  const full = kind.schema.safeParse(args['spec']);
  return [
    meant,
    ...(full.success ? [{ ...meant, spec: full.data }] : []),
    ...(live ? [{ ...meant, spec: { ...live, environment: kind.environmentOf(live) } }] : []),
  ];
}
