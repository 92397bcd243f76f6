import { useId } from 'react';

type Props = {
  label: string;
  name: string;
  problem: string | null;
  type?: 'text' | 'time' | 'number';
  usual?: string;
  hint?: string;
};

/** One value that is typed, with what is wrong with it. */
export function TextField({ label, name, problem, type = 'text', usual = '', hint }: Props) {
  const id = useId();
  const said = problem ?? hint;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        className={problem === null ? 'input' : 'input invalid'}
        autoComplete="off"
        defaultValue={usual}
        maxLength={500}
        aria-invalid={problem !== null}
        {...(said !== undefined && { 'aria-describedby': `${id}-said` })}
      />
      {said === undefined ? null : (
        <p className={problem === null ? 'hint' : 'hint bad'} id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  );
}
