'use client';

import { useState } from 'react';
import type { PlacedIssue } from '@/lib/domain/form/place-issues';
import type { ProposeState } from './propose-types';

/** Which fields were changed since the last answer: what that said of them holds no longer. */
export function useEdited(state: ProposeState) {
  const [edited, setEdited] = useState<{ since: ProposeState; paths: readonly string[] }>({
    since: state,
    paths: [],
  });
  const paths = edited.since === state ? edited.paths : [];
  const edit = (target: EventTarget) => {
    const name = target instanceof HTMLElement ? target.getAttribute('name') : null;
    if (name !== null && !paths.includes(name)) setEdited({ since: state, paths: [...paths, name] });
  };
  const standing = ({ field }: PlacedIssue): boolean => field === null || !paths.includes(field.path);
  return { standing, edit };
}
