import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Judges what a page shows, in its one frame, and tells only what breaks a rule. `targets`: their size too. */
export const axe = (page: Page, { targets }: { targets: boolean }): AxeBuilder =>
  new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: targets } }, resultTypes: ['violations'] })
    .setLegacyMode();
