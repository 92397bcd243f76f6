import type { ReactNode } from 'react';

type Props = { href: '/' | '/verify'; className: string; children: ReactNode };

/** Leads between the console and the verifier by loading a document: another content policy holds there. */
export function DocumentLink({ href, className, children }: Props) {
  return (
    <a className={className} href={href}>
      {children}
    </a>
  );
}
