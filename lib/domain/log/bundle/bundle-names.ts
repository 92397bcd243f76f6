/** The files of a bundle that are there once, in the order in which they lie. */
export const bundleNames = {
  manifest: 'manifest.json',
  checkpoint: 'checkpoint',
  key: 'key.txt',
  evidence: 'evidence.ndjson',
  anchorProof: 'anchor.tlog-proof',
  anchorKey: 'anchor-key.txt',
} as const;

/** The inclusion proof of one leaf. */
export const proofName = (position: number): string => `proofs/${position}.tlog-proof`;

/** The in-toto Statement of one `draft_applied`, in its DSSE envelope. */
export const statementName = (position: number): string => `statements/${position}.dsse.json`;
