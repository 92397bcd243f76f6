/**
 * The version of every definition that clients are shown. It rises when the definition changes, and
 * `docs/tool-surface.md` says what changed: a test compares.
 */
const surfaceVersions: Readonly<Record<string, string>> = {
  draft_create_endpoint: '1.0.0',
  draft_check_endpoint: '1.0.0',
  draft_list: '1.0.0',
  draft_show: '1.0.0',
  draft_discard: '1.0.0',
  endpoint_list: '1.0.0',
  endpoint_get: '1.0.0',
  evidence_list: '1.1.0',
  evidence_get: '1.1.0',
  delivery_list: '1.0.0',
  delivery_get: '1.0.0',
  call_log_list: '1.0.0',
  provider_template_list: '1.0.0',
  health_get: '1.0.0',
  'prompt propose_endpoint': '1.0.0',
  'resource draft': '1.0.0',
  'resource endpoint': '1.0.0',
  instructions: '1.0.0',
};

/** Throws for a definition that has no version. */
export function versionOf(name: string): string {
  const version = surfaceVersions[name];
  if (version === undefined) throw new Error(`no version for ${name}`);
  return version;
}
