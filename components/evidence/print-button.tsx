'use client';

import { Printer } from 'lucide-react';

/** Prints the page: the bars and the buttons stay off the paper. */
export function PrintButton() {
  return (
    <button type="button" className="btn sm ghost no-print" onClick={() => window.print()}>
      <Printer className="icon-small" aria-hidden="true" />
      Print
    </button>
  );
}
