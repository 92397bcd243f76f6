import { useId } from 'react';

type Props = {
  label: string;
  name: string;
  problem: string | null;
  type?: 'text' | 'time' | 'number';
  usual?: string;
};

/** One value that is typed, with what is wrong with it. */
export function TextField({ label, name, problem, type = 'text', usual = '' }: Props) {
  const id = useId();
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
        {...(problem !== null && { 'aria-describedby': `${id}-problem` })}
      />
      {problem === null ? null : (
        <p className="hint bad" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
