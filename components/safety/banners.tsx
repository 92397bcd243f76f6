import { BoundaryBanner } from './boundary-banner';
import { StopBanner } from './stop-banner';

/** What everybody has to know before they read a page. */
export const Banners = () => (
  <>
    <BoundaryBanner />
    <StopBanner />
  </>
);
