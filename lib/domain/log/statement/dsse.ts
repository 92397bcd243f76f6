import { canonicalJson } from '../../evidence/canonical-json';
import { toBase64 } from '../base64';
import { type Bytes, concat, utf8 } from '../bytes';

/** Media type of an in-toto Statement. */
export const inTotoType = 'application/vnd.in-toto+json';

/** PAE of DSSE 1.0: what is signed, so that no body passes for one of another type. */
export function preAuthEncoding(type: string, body: Uint8Array): Bytes {
  return concat(utf8(`DSSEv1 ${utf8(type).length} ${type} ${body.length} `), body);
}

export type DsseSignature = {
  /** A hint to the key that verifies it: nobody vouches for it. */
  keyId: string;
  signature: Uint8Array;
};

/** The JSON envelope of DSSE 1.0, as RFC 8785 text. */
export const dsseEnvelope = (type: string, body: Uint8Array, signatures: readonly DsseSignature[]): string =>
  canonicalJson({
    payloadType: type,
    payload: toBase64(body),
    signatures: signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: toBase64(signature) })),
  });
