import type { PlacedIssue } from '@/lib/domain/form/place-issues';
import type { FormTexts } from '@/lib/domain/form/read-form';
import type { Refusal, RefusalCode } from '@/lib/domain/refusal';
import { fieldId } from './field-input';
import type { Subject } from './propose-types';

type Notice = { refusal: Refusal; subject: Subject; texts: FormTexts | null };
type Props = Omit<Notice, 'refusal'> & { refusal: Refusal | null; issues: readonly PlacedIssue[] };

/** Where the refusal's own sentence is a path, for programs: the fields are named below it. */
const titles: Partial<Record<RefusalCode, string>> = {
  VALIDATION_FAILED: 'Nothing was proposed. Correct this first',
  SECRET_MATERIAL_DETECTED: 'This looks like a secret. Nothing was proposed',
};

/** What a person does next; a refusal’s own hint is written for programs. */
const next: Partial<Record<RefusalCode, string>> = {
  SECRET_MATERIAL_DETECTED:
    'Nothing of this was stored. Put the secret where your secrets are, and give its reference: secret://vault/path#key',
  BASE_CHANGED: 'What you typed stays here. Open the form again to start from what is live now.',
  RESOURCE_NAME_CONFLICT: 'Choose another name, or change the one that is live.',
  RESOURCE_NOT_FOUND: 'Somebody may have deleted it since this page was opened.',
  UNAUTHENTICATED: 'What you typed stays here. Sign in, come back and press the button again.',
  IDEMPOTENCY_CONFLICT:
    'An earlier press did arrive, with other words. Look in the inbox before you press again.',
};

function linkOf({ refusal: { code }, subject, texts }: Notice) {
  const here = (name: string) =>
    `/drafts/new?${new URLSearchParams({ type: subject.type, operation: 'update', name })}`;
  if (code === 'RESOURCE_NAME_CONFLICT')
    return { href: here(texts?.['spec.name'] ?? ''), words: 'Propose an update of it' };
  if (code === 'BASE_CHANGED') return { href: here(subject.name), words: 'Open the form again' };
  if (code === 'UNAUTHENTICATED')
    return { href: '/sign-in?callbackUrl=/drafts', words: 'Sign in in a new tab' };
  return code === 'IDEMPOTENCY_CONFLICT' ? { href: '/drafts', words: 'Open the inbox' } : null;
}

/** Everything that stands in the way, with the way to each field. */
export function RefusedNotice({ refusal, issues, ...about }: Props) {
  if (refusal === null || issues.length === 0) return null;
  const link = linkOf({ refusal, ...about });
  const listed = issues.filter(({ field, message }) => field !== null || message !== refusal.message);
  // Where each field says what is wrong, the title has said to correct it.
  const isSaid = refusal.code === 'VALIDATION_FAILED' && listed.length > 0;
  const advice = next[refusal.code] ?? (isSaid ? undefined : refusal.hint);
  return (
    <div className="said bad" role="alert" tabIndex={-1}>
      <h2>{titles[refusal.code] ?? refusal.message}</h2>
      {listed.length === 0 ? null : (
        <ul>
          {listed.map(({ field, message }) => (
            <li key={`${field?.path ?? ''} ${message}`}>
              {field === null ? null : (
                <>
                  <a className="link" href={`#${fieldId(field.path)}`}>
                    {field.label}
                  </a>
                  {': '}
                </>
              )}
              {message}
            </li>
          ))}
        </ul>
      )}
      {advice === undefined ? null : <p>{advice}</p>}
      {link === null ? null : (
        <a className="btn sm" href={link.href} target="_blank" rel="noreferrer">
          {link.words}
        </a>
      )}
    </div>
  );
}
