import { ChevronRight } from 'lucide-react';
import { type KeyTerms, keyPending, keyRate, keyRefusals } from '@/lib/domain/keys/key-terms';
import { NewKeyField } from './new-key-field';

type Props = { terms: KeyTerms; wrong: (name: string) => string | null };

const optional = [
  'allowed_tools',
  'label_scope',
  'ip_allowlist',
  'client_cert_sha256',
  'pinned_surface_hash',
];

const labelLines = ({ label_scope: labels }: KeyTerms): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');

/** Whether a key is narrowed by what is folded away. */
const isNarrowed = (terms: KeyTerms): boolean =>
  terms.allowed_tools !== null ||
  Object.keys(terms.label_scope).length > 0 ||
  terms.ip_allowlist.length > 0 ||
  terms.client_cert_sha256 !== null ||
  terms.pinned_surface_hash !== null ||
  terms.require_reason;

/** What narrows a key further. It opens where something in it is wrong, or narrows already. */
export function NewKeyLimits({ terms, wrong }: Props) {
  const isWrong = optional.some((name) => wrong(name) !== null);
  return (
    <>
      <div className="key-numbers">
        <NewKeyField
          name="rate_limit_per_min"
          label="Calls a minute"
          hint={`1 to ${keyRate.most}.`}
          problem={wrong('rate_limit_per_min')}
          value={String(terms.rate_limit_per_min)}
          numeric
        />
        <NewKeyField
          name="burst"
          label="At once"
          hint="At most the calls a minute."
          problem={wrong('burst')}
          value={String(terms.burst)}
          numeric
        />
        <NewKeyField
          name="max_pending_drafts"
          label="Drafts that may wait"
          hint={`1 to ${keyPending.most}.`}
          problem={wrong('max_pending_drafts')}
          value={String(terms.max_pending_drafts)}
          numeric
        />
        <NewKeyField
          name="refusals_per_min"
          label="Refusals a minute"
          hint={`${keyRefusals.least} to ${keyRefusals.most}, by weight; then it is paused.`}
          problem={wrong('refusals_per_min')}
          value={String(terms.refusals_per_min)}
          numeric
        />
      </div>
      <details className="asked-more" open={isWrong || isNarrowed(terms) || undefined}>
        <summary className="fold">
          <ChevronRight className="icon-small" aria-hidden="true" /> Narrow it further
        </summary>
        <div className="asked-all narrower">
          <NewKeyField
            name="allowed_tools"
            label="Only these tools"
            hint="One a line, by the name in tools/list, such as draft_list. Empty: every tool that it may use."
            problem={wrong('allowed_tools')}
            value={terms.allowed_tools?.join('\n')}
            lines
            mono
          />
          <NewKeyField
            name="label_scope"
            label="Only resources with these labels"
            hint="One a line: team = payments."
            problem={wrong('label_scope')}
            value={labelLines(terms)}
            lines
            mono
          />
          <NewKeyField
            name="ip_allowlist"
            label="Only from these addresses"
            hint="One address or CIDR range a line. Empty: from anywhere."
            problem={wrong('ip_allowlist')}
            value={terms.ip_allowlist.join('\n')}
            lines
            mono
          />
          <NewKeyField
            name="client_cert_sha256"
            label="Bound to this client certificate"
            hint="SHA-256 of the certificate, in hex."
            problem={wrong('client_cert_sha256')}
            value={terms.client_cert_sha256 ?? undefined}
            mono
          />
          <NewKeyField
            name="pinned_surface_hash"
            label="Pinned tool surface"
            hint="sha256:… of the tools that its host has reviewed."
            problem={wrong('pinned_surface_hash')}
            value={terms.pinned_surface_hash ?? undefined}
            mono
          />
          <label className="tick">
            <input
              type="checkbox"
              className="check"
              name="require_reason"
              defaultChecked={terms.require_reason}
            />
            <span>Every call must say why</span>
          </label>
          <p className="hint">
            Only for agents that can: over MCP the reason stands in _meta as countersign/reason, over REST in
            the header Countersign-Reason. Most hosts write neither, and every call of theirs is then refused.
          </p>
        </div>
      </details>
    </>
  );
}
