import { type Bytes, concat } from './bytes';

/** A SHA-256 hash has 32 bytes. */
export const hashLength = 32;

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** RFC 6962 section 2.1: the hash of one entry. */
export const leafHash = (entry: Uint8Array): Promise<Bytes> => sha256(concat(leafPrefix, entry));

/** RFC 6962 section 2.1: the hash of two subtrees. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  sha256(concat(nodePrefix, left, right));

/** RFC 6962 section 2.1: the root of a tree without leaves. */
export const emptyRoot = (): Promise<Bytes> => sha256(new Uint8Array());

/** WebCrypto, which a browser, a worker and Node have alike. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
