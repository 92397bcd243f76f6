'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PendingBadge } from '../live/pending-badge';
import { BrandMark } from '../ui/brand-mark';
import { isWithin, type NavLink, navGroupsOf } from './nav-links';
import { type Person, UserMenu } from './user-menu';

type ItemProps = { link: NavLink; pathname: string; onNavigate: (() => void) | undefined };

function Item({ link, pathname, onNavigate }: ItemProps) {
  const current = isWithin(pathname, link);
  const Icon = link.icon;
  return (
    <li>
      <Link
        href={link.href}
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        title={link.label}
        {...(onNavigate ? { onClick: onNavigate } : {})}
      >
        <Icon className="icon" strokeWidth={1.75} aria-hidden="true" />
        <span>{link.label}</span>
        {link.href === '/drafts' ? <PendingBadge /> : null}
      </Link>
    </li>
  );
}

/** The navigation: beside the page on a desk, inside the menu on a phone. */
export function Nav({ person, onNavigate }: { person: Person; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav className="nav" aria-label="Main">
      <Link className="brand" href="/drafts" aria-label="Countersign" prefetch={false}>
        <BrandMark />
        <span>Countersign</span>
      </Link>
      {navGroupsOf(person.role).map((group) => (
        <div key={group.label ?? 'main'}>
          {group.label ? <p className="nav-label">{group.label}</p> : null}
          <ul>
            {group.links.map((link) => (
              <Item key={link.href} link={link} pathname={pathname} onNavigate={onNavigate} />
            ))}
          </ul>
        </div>
      ))}
      <span className="spacer" />
      <UserMenu person={person} />
    </nav>
  );
}
