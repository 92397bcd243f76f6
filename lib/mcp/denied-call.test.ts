import { describe, expect, it } from 'vitest';
import { deniedAs } from './denied-call';

describe('deniedAs', () => {
  it.each([
    'apply',
    'APPLY',
    ' apply ',
    '__apply__',
    'apply!',
    'apply;',
    '../apply',
    'mcp__countersign__apply',

    'draft_apply',
    'apply_draft',
    'applyDraft',
    'drafts/apply',
    'drafts.apply',
    'DRAFT-APPLY',
    '//draft::apply',

    'draft.approve',
    'countersign__draft_apply',
    'x_draft_apply_y_7',
    'draft_list; draft_apply',
    'apply_drafts',

    'endpoint_apply',
    'apply_endpoint',
    'policy_approve',
    'promoteRoute',
    'apply_policies',
    'apply_proposal',
    'approve_change',
    'apply_changes',
    'apply_now',
    'force_apply',
    'promote_to_production',
    'execute_apply',
    'submit_approve',
    'approve_and_apply',
    'apply_draft_patch',
    'apply_7',
  ])('hears an attempt to apply in %j', (name) => expect(deniedAs(name)).toBe('MCP_CANNOT_APPLY'));

  it.each([
    'endpoint_create',
    'submit_event',
    'source_update',
    'deleteTarget',
    'mcp_registry_publish',
    'key_revoke',

    'draft_execute',
    'evidence_delete',
    'create_route',
    'deploy',
    'rollback_production',
    'draft_merge',
    'patch',
  ])('hears another write in %s', (name) => expect(deniedAs(name)).toBe('OPERATION_NOT_SUPPORTED'));

  it.each([
    'apply_patch',
    'applyPatch',
    'apply_diff',
    'apply_edit',
    'functions.apply_patch',
    'apply_code_changes',

    'apply_migration',
    'approve_invoice',
    'promote_user',
    'apply_and_commit',
    'write_file',
    'run_command',
    'str_replace_edit',
    'create_issue',
    'merge_pull_request',
    'set_theme',
  ])('takes %s for the tool of another server', (name) => expect(deniedAs(name)).toBeNull());

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
