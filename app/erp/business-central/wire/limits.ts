import type { Limits } from "#app/erp/call-limit/limit.ts";

/**
 * What one application may do online: five requests at once, more wait; 6,000 in five minutes, more are refused. Below the second by what
 * processes may take at the same moment without knowing of each other.
 */
export const ONLINE_LIMITS: Limits = { atOnce: 5, inWindow: 5_900, windowMs: 300_000 };
