import type { Wire } from "./codec.ts";

/** Records that one of the domains takes. */
export const anyOf = (domains: readonly Wire[][]): Wire[] =>
  domains.length === 1 ? (domains[0] ?? []) : [["OR", ...domains]];

/**
 * A pattern that takes at least this text whatever its case. Databases under Tryton escape signs
 * differently, so "%", "_" and "\" become
 * "any sign": what comes back is compared again.
 */
export const likeExactly = (text: string): string => text.replace(/[%_\\]/g, "_");
export const contains = (text: string): string => `%${likeExactly(text)}%`;

/** Context in which inactive records are seen too. */
export const WITH_INACTIVE = { active_test: false } as const;
