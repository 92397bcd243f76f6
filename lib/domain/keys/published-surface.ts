/**
 * The hash of everything that this version shows to agents, which `GET /api/mcp/surface` publishes: for the doors that hold no
 * tools of their own. A test of `lib/mcp/surface.ts` compares.
 */
export const publishedSurface = 'sha256:118a3d9a82822ce6aacb43cc15d881ef905a3904fe00e3dd9737bccfb1920f3a';
