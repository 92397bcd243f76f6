import type { z } from 'zod';
import type { Flag, FlagContext, RiskTier } from '../draft/risk';
import type { InputIssue } from '../refusal';

/** The kinds a draft may name. Which of them agents may propose is what the registry holds. */
export const resourceKindNames = ['endpoint', 'route', 'source', 'target', 'policy'] as const;
/** Those of them that this version has. */
export const presentKindNames: readonly ResourceKindName[] = ['endpoint'];
/** Least strict first. */
export const environments = ['dev', 'staging', 'prod'] as const;
export type Environment = (typeof environments)[number];

export type ResourceKindName = (typeof resourceKindNames)[number];

/** A canonical spec: JSON with defaults filled in. */
export type Spec = Record<string, unknown>;

/** What one field of a spec is called and how its value is said; the words of the review page come from here. */
export type Field = {
  /** Stable id, snake_case, used by flags and on the wire: `target_host`, `max_attempts`. */
  id: string;
  label: string;
  /** How much care a change of this field asks for by itself, before any flag. */
  tier: RiskTier;
  /** Where the value stands in a spec, when that is one place: a form asks for it there, under this field's label. */
  path?: readonly string[];
  /** How a form asks for it, where the label or the schema's words would not do. */
  asks?: { label?: string; help?: string };
  /** The value as one short text, or null when the spec does not have it. Already plain, not yet `visible`. */
  read: (spec: Spec) => string | null;
  /** What it means that a spec does not have the value, where that tells: `any address`. Shown in its place. */
  absent?: string;
  /** A longer form shown under the value, such as the whole URL under its host. */
  full?: (spec: Spec) => string | null;
  /**
   * Set when the value is text that its author chose freely: how the title and the summary name the field, which never
   * repeat such a value. `the description`
   */
  free?: string;
  /** How a change of this field reads in a list row, when `label before → after` is not good enough; takes visible values. */
  say?: (before: string | null, after: string | null) => string;
};

/** A check's answer on one spec: null when it passes. `detail` is a public sentence without values. */
export type SpecFault = { detail: string; issues: readonly InputIssue[] };

/**
 * One kind of production resource. A new kind is one module that fills this in, its table, and what CONTRIBUTING.md lists.
 * The four `check…` functions are checks 6 to 9 of the nine and take any JSON, since a stored row may be anything.
 */
export type ResourceKind = {
  name: ResourceKindName;
  label: string;
  /** The strict schema with defaults: what an agent may propose for create and update. Unknown keys are refused. */
  schema: z.ZodType<Spec>;
  /** Structural form only (check 6): known keys, right JSON types; provider, URL and secrets are checks 7 to 9. */
  checkStructure: (spec: unknown) => SpecFault | null;
  checkProvider: (spec: Spec) => SpecFault | null;
  checkTarget: (spec: Spec) => SpecFault | null;
  checkSecrets: (spec: unknown) => SpecFault | null;
  /**
   * The field catalogue for these specs: fixed fields first, then one per label key and header name that any of them has.
   * Total over any JSON object, and two specs that differ differ in at least one field.
   */
  fields: (specs: readonly Spec[]) => readonly Field[];
  nameOf: (spec: Spec) => string;
  environmentOf: (spec: Spec) => Environment;
  /** The host that receives data, for the tenant's list of known hosts; null when there is none. */
  hostOf: (spec: Spec) => string | null;
  /** Flags that this change raises: advice for the person, never the gate. `proposed` is null for a delete. */
  flags: (base: Spec | null, proposed: Spec | null, context: FlagContext) => readonly Flag[];
  /** The one sentence that names a draft: verb phrase, then the value that matters (mono), if any. */
  title: (base: Spec | null, proposed: Spec | null, name: string) => { text: string; value?: string };
  /** Valid specs for documentation, the demo and tests. */
  examples: readonly Spec[];
};
