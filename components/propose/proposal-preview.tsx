import type { Operation } from '@/lib/domain/draft/draft';
import type { FormField } from '@/lib/domain/form/form-item';
import { placeIssues } from '@/lib/domain/form/place-issues';
import { markDifference } from '../diff/mark-difference';
import { Added, Removed } from '../diff/marked-value';
import { changeHeading } from '../drafts/change-heading';
import { RiskChip } from '../ui/risk-chip';
import type { Checked, PreviewState } from './ask-preview';

type Change = NonNullable<Checked['changes']>['fields'][number];

const whole = (text: string) => [{ text, changed: false }];

function Values({ change: { before, after } }: { change: Change }) {
  const marked = markDifference(before ?? '', after ?? '');
  const both = before !== null && after !== null;
  return (
    <>
      {before === null ? null : <Removed segments={both ? marked.before : whole(before)} />}
      {both ? ' → ' : null}
      {after === null ? null : <Added segments={both ? marked.after : whole(after)} />}
    </>
  );
}

function Acceptable({ checked }: { checked: Checked }) {
  const { changes, risk, warnings, may_decide } = checked;
  return (
    <>
      {risk === null ? null : <RiskChip tier={risk.tier} />}
      <dl className="facts mt-3">
        {changes?.fields.map((change) => (
          <div key={change.field} className="contents">
            <dt>{change.label}</dt>
            <dd>
              <Values change={change} />
            </dd>
          </div>
        ))}
      </dl>
      {risk === null || risk.flags.length === 0 ? null : (
        <ul className="notes" aria-label="Flags">
          {risk.flags.map((flag) => (
            <li key={flag.code}>
              <b>{flag.title}.</b> {flag.sentence}
            </li>
          ))}
        </ul>
      )}
      {warnings.length === 0 ? null : (
        <ul className="notes" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {may_decide === null ? null : <p className="mt-3">{may_decide.words}</p>}
    </>
  );
}

type Refused = { checked: Checked; fields: readonly FormField[] };

function NotYet({ checked: { refusal }, fields }: Refused) {
  if (refusal === null) return null;
  const { code, message, errors } = refusal;
  const issues = placeIssues(fields, { code, message, issues: errors });
  const grave = code === 'SECRET_MATERIAL_DETECTED';
  return (
    <div className={grave ? 'said bad' : undefined}>
      <p>
        {grave ? 'This looks like a secret. It is not stored, and it cannot be proposed.' : 'Not ready yet:'}
      </p>
      <ul className="notes">
        {issues.slice(0, 6).map(({ field, message: what }) => (
          <li key={`${field?.path ?? ''} ${what}`}>
            {field === null ? null : <b>{field.label}: </b>}
            {what}
          </li>
        ))}
      </ul>
    </div>
  );
}

const said = {
  idle: 'What would change is shown here as you type, in the words that the reviewer will read.',
  waiting: 'Looking at what would change…',
  lost: 'The server does not answer, so nothing can be shown. What you typed stays.',
  signed_out: 'Your session has ended. What you typed stays; sign in in another tab.',
} as const;

type Props = { state: PreviewState; fields: readonly FormField[]; operation: Operation };

/** What would change, as the reviewer will read it. Nothing of it is stored. */
export function ProposalPreview({ state, fields, operation }: Props) {
  return (
    <section className="proposal-preview" aria-labelledby="preview" aria-live="polite">
      <h2 id="preview">{changeHeading({ status: 'pending', operation })}</h2>
      {typeof state === 'string' ? (
        <p className="muted">{said[state]}</p>
      ) : state.acceptable ? (
        <Acceptable checked={state} />
      ) : (
        <NotYet checked={state} fields={fields} />
      )}
    </section>
  );
}
