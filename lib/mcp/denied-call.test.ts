import { describe, expect, it } from 'vitest';
import { deniedAs } from './denied-call';

describe('deniedAs', () => {
  it.each(['apply', 'draft_apply', 'apply_draft', 'applyDraft', 'draft.approve', 'countersign__draft_apply'])(
    'hears an attempt to apply in %s',
    (name) => expect(deniedAs(name)).toBe('MCP_CANNOT_APPLY'),
  );

  it.each(['endpoint_create', 'submit_event', 'source_update', 'deleteTarget', 'mcp_registry_publish'])(
    'hears another write in %s',
    (name) => expect(deniedAs(name)).toBe('OPERATION_NOT_SUPPORTED'),
  );

  it('hears a draft of another kind', () => {
    expect(deniedAs('draft_create_route')).toBe('DRAFT_TYPE_NOT_CREATABLE');
  });

  it.each([
    'countersign_draft_show',
    'mcp__countersign__draft_create_endpoint',
    'countersign__draft_discard',
    'get_approval_status',
    'map_plyer',
    'countersign',
  ])('accuses nobody of anything for %s', (name) => expect(deniedAs(name)).toBeNull());
});
