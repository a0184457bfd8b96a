/** For code that hangs: short enough to wait for. */
export const shortLimits = { checkMs: 1_000, loadMs: 800, aliveMs: 100, idleMs: 1_500 };
