import { valueAt } from '../json/read-value';
import { type Refusal, refuse } from '../refusal';
import type { ResourceKind, Spec } from '../resource/resource-kind';
import type { Grant } from './grant';

type Kind = Pick<ResourceKind, 'environmentOf'>;

/** What a proposal touches: what is live, and what would be; null for what is not there. */
type Touched = { before: Spec | null; after: Spec | null };

type Narrowed = Pick<Grant, 'environment' | 'everyEnvironment' | 'labelScope'>;

/**
 * Why a key may not propose this, or null. Both what is live and what would be must be in its environment and carry its
 * labels, so that nothing is moved into its reach or out of it.
 */
export function outsideGrant(grant: Narrowed, kind: Kind, { before, after }: Touched): Refusal | null {
  const named = [
    { what: 'What is live', spec: before },
    { what: 'What you propose', spec: after },
  ];
  for (const { what, spec } of named) {
    const refusal = spec && (elsewhere(grant, kind, what, spec) ?? unlabelled(grant, what, spec));
    if (refusal) return refusal;
  }
  return null;
}

function elsewhere(grant: Narrowed, kind: Kind, what: string, spec: Spec): Refusal | null {
  const environment = kind.environmentOf(spec);
  if (grant.everyEnvironment || environment === grant.environment) return null;
  return refuse(
    'ENVIRONMENT_NOT_ALLOWED',
    `This key is for ${grant.environment}. ${what} is in ${environment}.`,
    {
      hint: 'Use a key of that environment.',
    },
  ).refusal;
}

function unlabelled({ labelScope }: Narrowed, what: string, spec: Spec): Refusal | null {
  const carried = valueAt(spec, 'labels');
  const [lacking] = Object.entries(labelScope).filter(([label, value]) => valueAt(carried, label) !== value);
  if (lacking === undefined) return null;
  const [label, value] = lacking;
  const message = `This key is for resources whose label ${label} is ${value}. ${what} does not carry it.`;
  return refuse('POLICY_DENIED', message, { hint: 'Propose what carries the label, or use another key.' })
    .refusal;
}
