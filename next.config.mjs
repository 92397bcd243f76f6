/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  poweredByHeader: false,
  serverExternalPackages: ['postgres'],
  // Types are a check of their own: a build must succeed where npm has left the test tools out.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
};
