import { type Leaf, leafOf } from './leaf';

/** `boundary_tested`: apply was attempted with every credential of a program, and what came of it. */
export const boundaryTestedEvidence = (record: {
  id: string;
  tenant: string;
  testId: string;
  by: string;
  at: Date;
  passed: number;
  failed: number;
  version: string;
  reportDigest: string;
}): Leaf =>
  leafOf({
    event: 'boundary_tested',
    id: record.id,
    tenant: record.tenant,
    subject: record.testId,
    payload: {
      tested_by: { kind: 'system', id: record.by },
      tested_at: record.at.toISOString(),
      passed: record.passed,
      failed: record.failed,
      product_version: record.version,
      report_digest: record.reportDigest,
    },
  });
