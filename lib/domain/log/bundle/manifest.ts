import { z } from 'zod';
import { isPlainName, largestFile } from './write-tar';

const position = z.int().nonnegative();
const isAscending = (positions: readonly number[]) =>
  positions.every((at, place) => place === 0 || at > (positions[place - 1] ?? at));

/** Which leaves a bundle holds: a stretch of the log, `to` not included, or those about one draft. */
export const bundleScopeSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('range'), from: position, to: position })
    .refine(({ from, to }) => from <= to, 'from lies after to'),
  z.strictObject({
    kind: z.literal('draft'),
    draft_id: z.string().regex(/^drf_\w{1,40}$/),
    positions: z.array(position).min(1).max(10_000).refine(isAscending, 'not in ascending order'),
  }),
]);
export type BundleScope = z.infer<typeof bundleScopeSchema>;

/** One file of the bundle besides the manifest; `sha256` in hexadecimal, as sha256sum prints it. */
const bundleFileSchema = z.strictObject({
  name: z.string().refine(isPlainName, 'not a plain name'),
  bytes: z.int().nonnegative().max(largestFile),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BundleFile = z.infer<typeof bundleFileSchema>;

/** `manifest.json`, the first file of a bundle, as RFC 8785 bytes without a line end. */
export const manifestSchema = z.strictObject({
  v: z.literal(1),
  /** The name of the log: `<host>/log/<tenant>`. */
  origin: z.string().min(1).max(400),
  tenant: z.uuid(),
  scope: bundleScopeSchema,
  /** Of the tree that `checkpoint` signs. */
  size: position,
  /** In base64, as `checkpoint` says it. */
  root: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  created_at: z.iso.datetime({ precision: 3 }),
  /** All other files, in the order in which they lie. */
  files: z.array(bundleFileSchema).min(3).max(20_010),
});
export type Manifest = z.infer<typeof manifestSchema>;
