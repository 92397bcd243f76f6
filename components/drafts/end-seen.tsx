import { useEffect, useRef } from 'react';

/** The end of what must be read. Reports true once it was in view, and false again when it leaves the page. */
export function EndSeen({ onSeen }: { onSeen: (seen: boolean) => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onSeen(true);
    });
    observer.observe(end.current);
    return () => {
      observer.disconnect();
      onSeen(false);
    };
  }, [onSeen]);
  return <div ref={end} className="list-end" />;
}
