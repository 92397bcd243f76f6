/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  poweredByHeader: false,
  serverExternalPackages: ['postgres'],
  // Types are a check of their own: a build must succeed where npm has left the test tools out.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    // 25 kB of what react-diff-viewer-continued imports and we never use.
    resolveAlias: {
      'js-yaml': { browser: './components/diff/no-yaml.ts' },
      'refractor/core': { browser: './components/diff/no-highlighting.ts' },
    },
  },
};
