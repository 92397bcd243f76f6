import { useId } from 'react';

type Props = {
  name: string;
  label: string;
  hint: string;
  problem: string | null;
  value?: string | undefined;
  lines?: boolean;
  numeric?: boolean;
  mono?: boolean;
};

/** One thing of a new key that is typed. */
export function NewKeyField({ name, label, hint, problem, value = '', lines, numeric, mono }: Props) {
  const id = useId();
  const shared = {
    id,
    name,
    defaultValue: value,
    autoComplete: 'off',
    className: ['input', mono && 'mono', problem && 'invalid'].filter(Boolean).join(' '),
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-hint`,
  };
  return (
    <div className="asked">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {lines ? (
        <textarea {...shared} rows={2} />
      ) : (
        <input {...shared} {...(numeric && { inputMode: 'numeric' as const })} />
      )}
      <p className={problem === null ? 'hint' : 'hint bad'} id={`${id}-hint`}>
        {problem ?? hint}
      </p>
    </div>
  );
}
