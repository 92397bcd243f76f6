'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** Copies `text` whole, whatever is shown of it. The tick stays for two seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button type="button" className="btn ghost square xs" aria-label={label} onClick={() => void copy()}>
      {copied ? (
        <Check className="icon-small" aria-hidden="true" />
      ) : (
        <Copy className="icon-small" aria-hidden="true" />
      )}
      <output className="sr-only">{copied ? 'Copied' : ''}</output>
    </button>
  );
}
