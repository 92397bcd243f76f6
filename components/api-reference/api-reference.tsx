'use client';

import { useTheme } from 'next-themes';
import { useEffect, useRef } from 'react';
import 'swagger-ui-dist/swagger-ui.css';

const nothing = () => () => null;

/** The page says itself what this is, and there is one server: the one that it came from. */
const withoutHead = () => ({ wrapComponents: { InfoContainer: nothing, ServersContainer: nothing } });

/** The interactive reference of a description. Only reading can be tried here: a change is decided where it is shown. */
export function ApiReference({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);
  const { resolvedTheme } = useTheme();

  useEffect(() => {
    const domNode = place.current;
    if (domNode === null) return;
    void import('swagger-ui-dist/swagger-ui-es-bundle').then(({ default: swaggerUi }) =>
      swaggerUi({
        url,
        domNode,
        docExpansion: 'list',
        defaultModelsExpandDepth: -1,
        persistAuthorization: false,
        supportedSubmitMethods: ['get'],
        validatorUrl: null,
        plugins: [withoutHead],
        onComplete: () => domNode.setAttribute('data-ready', ''),
      }),
    );
  }, [url]);

  useEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle('dark-mode', resolvedTheme === 'dark');
    return () => classList.remove('dark-mode');
  }, [resolvedTheme]);

  return (
    <div className="api-reference" ref={place}>
      <p className="muted">Loading…</p>
    </div>
  );
}
