'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';

type Props = {
  title: string;
  /** Said while no file is chosen. */
  hint: string;
  file: File | null;
  onChoose: (file: File) => void;
  disabled: boolean;
};

/** One file, chosen or dropped. The same file can be chosen again, after it was changed. */
export function FileChoice({ title, hint, file, onChoose, disabled }: Props) {
  const [titleId, inputId, saidId] = [useId(), useId(), useId()];
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is && !disabled);
  };
  const drop = (event: DragEvent) => {
    over(event, false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onChoose(dropped);
  };
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={drop}
    >
      <span className="label" id={titleId}>
        {title}
      </span>
      <div className="row">
        <input
          id={inputId}
          className="sr-only"
          type="file"
          aria-labelledby={titleId}
          aria-describedby={saidId}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) onChoose(chosen);
            currentTarget.value = '';
          }}
        />
        <label className="btn" htmlFor={inputId} aria-disabled={disabled}>
          <FileUp className="icon-small" aria-hidden="true" />
          Choose a file
        </label>
        <span className="said text-13" id={saidId}>
          {file === null ? <span className="muted">{hint}</span> : file.name}
        </span>
      </div>
    </div>
  );
}
