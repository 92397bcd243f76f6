import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Operation } from '@/lib/domain/draft/draft';
import type { IdPrefix } from '@/lib/domain/ids';
import type { Environment, Spec } from '@/lib/domain/resource/resource-kind';
import type { LiveSpec, ResourceReader } from './resource-reader';

/** One step of a resource's life, as an applied draft makes it. */
export type ResourceStep = {
  resourceId: string;
  version: number;
  operation: Operation;
  name: string;
  draftId: string;
  by: Human;
  at: Date;
  /** Null for a delete. */
  spec: { value: Spec; digest: string; host: string | null; environment: Environment } | null;
};

/** How the rows of one kind are read and written. Only apply holds one: it is made in a `-write` module. */
export type ResourceStore = ResourceReader & {
  idPrefix: IdPrefix;
  /** The unique index that keeps two live resources from one name. */
  nameIndex: string;
  /** The live resource, locked: nobody else moves it until commit. */
  lockLive: (tx: WriteTx, name: string) => Promise<LiveSpec | null>;
  /** Writes resource and version. Throws when the resource is not at the version before, or its name is taken. */
  write: (tx: WriteTx, step: ResourceStep) => Promise<void>;
};
