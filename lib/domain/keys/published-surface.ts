/**
 * The hash of everything that this version shows to agents, which `GET /api/mcp/surface` publishes: for the doors that hold no
 * tools of their own. A test of `lib/mcp/surface.ts` compares.
 */
export const publishedSurface = 'sha256:1abb93efcab83230e2ef0089818c6ddd0529bf2d0946e713a5d67e16754e864a';
