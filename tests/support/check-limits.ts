/** Limits of check runs in tests. */
import type { Limits } from '../../src/grading/limits.ts';

/** For code that hangs: short enough to wait for. */
export const shortLimits = { checkMs: 1_000, loadMs: 800, aliveMs: 100, idleMs: 1_500 };

/** Where it is known that nothing in it hangs: a busy machine may take its time. */
export const patientLimits: Partial<Limits> = { checkMs: 30_000, loadMs: 30_000, idleMs: 30_000 };
