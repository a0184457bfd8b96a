/** How long a check run may take where it is known that nothing in it hangs: a busy machine may take its time. */
import type { Limits } from '../../src/grading/limits.ts';

export const patientLimits: Partial<Limits> = { checkMs: 30_000, loadMs: 30_000, idleMs: 30_000 };
