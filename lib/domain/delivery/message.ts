import type { Delivery } from './delivery';

/** The one thing a control plane is told of. */
const messageType = 'resource.applied';

/**
 * The body of a delivery. Every attempt sends the same bytes: nothing in it depends on when it is sent. It names what
 * is live now and where the evidence is, and holds no spec.
 */
export const messageBody = (delivery: Delivery, merklePosition: number, readUrl: string): string =>
  JSON.stringify({
    type: messageType,
    timestamp: delivery.appliedAt.toISOString(),
    data: {
      kind: delivery.kind,
      operation: delivery.operation,
      id: delivery.resourceId,
      name: delivery.resourceName,
      version: delivery.version,
      digest: delivery.digest,
      draft_id: delivery.draftId,
      evidence_id: delivery.evidenceId,
      merkle_position: merklePosition,
      url: readUrl,
    },
  });
