import { issuesOf, safePath } from '../../input-issues';
import { summaryOf } from '../../input-words';
import { valueAt } from '../../json/read-value';
import { isProviderTemplate } from '../atom/provider-template';
import { targetUrlFault, targetUrlMessage } from '../atom/target-url';
import type { Spec, SpecFault } from '../resource-kind';
import { secretFault } from '../secret-material';
import { endpointSpec } from './spec';

const laterFields = new Set(['provider_template', 'target_url']);

/**
 * Check 6: everything that the schema asks for, except what checks 7 to 9 answer with a code of their own: a provider
 * or URL that is some string, and any string that holds a secret. So a spec that passes 6 to 9 passes the schema.
 */
export function checkStructure(spec: unknown): SpecFault | null {
  const parsed = endpointSpec.safeParse(spec);
  if (parsed.success) return null;
  const secrets = new Set(secretFault(spec)?.issues.map(({ path }) => path));
  const ours = parsed.error.issues.filter(({ path }) => {
    const field = path.map(String).join('.');
    const later = laterFields.has(field) && typeof valueAt(spec, field) === 'string';
    return !later && !secrets.has(safePath(path));
  });
  if (ours.length === 0) return null;
  const issues = issuesOf(ours);
  return { detail: `The spec is not well formed. ${summaryOf(issues)}`.slice(0, 500), issues };
}

/** Check 7. */
export function checkProvider(spec: Spec): SpecFault | null {
  const name = valueAt(spec, 'provider_template');
  if (isProviderTemplate(name)) return null;
  const message =
    name === undefined ? 'The provider template is missing.' : 'No provider template has this name.';
  return { detail: message, issues: [{ path: 'provider_template', code: 'PROVIDER_UNKNOWN', message }] };
}

/** Check 8. */
export function checkTarget(spec: Spec): SpecFault | null {
  const url = valueAt(spec, 'target_url');
  const reason = typeof url === 'string' ? targetUrlFault(url) : 'MALFORMED';
  if (reason === null) return null;
  const message = targetUrlMessage(reason);
  return { detail: message, issues: [{ path: 'target_url', code: reason, message }] };
}
