/**
 * Builds everything that must exist before Astro or Vite runs: the materialised labs, and the programs that the page
 * sends into an engine. All of it goes to `.generated/`, which is ignored by git and may be deleted at any time.
 */
import { bundleGrading } from './bundle-grading.ts';
import { bundleOfflineEngine } from './bundle-offline-engine.ts';
import { bundleSidecar } from './bundle-sidecar.ts';
import { bundleVendor } from './bundle-vendor.ts';
import { materialiseLabs } from './labs/materialise.ts';

await Promise.all([
  materialiseLabs(),
  bundleGrading(),
  bundleOfflineEngine(),
  bundleSidecar(),
  bundleVendor(),
]);
