import { refusal, said } from "#app/erp/refusals.ts";
import { databaseCodes, isDatabaseTrouble, isWriteConflict } from "#app/db/database-trouble.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";

/**
 * The database's answer to a broken unique index, with the columns or index it names; undefined for
 * any other error.
 */
export function uniqueViolation(error: unknown): string | undefined {
  const { code, meta, message } = error as { code?: unknown; meta?: unknown; message?: unknown };
  if (code === "P2002") return JSON.stringify(meta ?? "");
  if (
    code === "P2010" &&
    `${JSON.stringify(meta ?? "")} ${String(message)}`.match(
      /23505|UniqueConstraintViolation|[Uu]nique constraint/,
    )
  )
    return `${JSON.stringify(meta ?? "")} ${String(message)}`;
  return undefined;
}

/** Not reached, connections used up: nothing was done. */
const BEFORE = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1010",
  "P2024",
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
]);
const CUT = "ETIMEDOUT";

/**
 * Runs one call of the port and lets nothing but ErpError out: the database's troubles in the
 * port's classes, everything else as
 * `internal` with the trace id (and the cause kept for the log).
 */
export async function portCall<T>(
  options: CallOptions,
  act: "read" | "write",
  work: () => Promise<T>,
): Promise<T> {
  if (options.signal?.aborted)
    throw new ErpError({
      class: "unavailable",
      ...said(refusal("database.stopped")),
    });
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpError) throw error;
    throw Object.assign(new ErpError(detailOf(error, act, options.traceId)), { cause: error });
  }
}

function detailOf(error: unknown, act: "read" | "write", traceId: string): ErpError["detail"] {
  const codes = databaseCodes(error);
  if (codes.some((code) => BEFORE.has(code)))
    return {
      class: "unavailable",
      ...said(refusal("database.unreachable")),
    };
  if (isWriteConflict(error))
    return {
      class: "versionConflict",
      ...said(refusal("database.conflict")),
    };
  // Cut while at work, with or without a code: a write may have been done.
  if (isDatabaseTrouble(error) || codes.includes(CUT)) {
    return act === "read"
      ? {
          class: "unavailable",
          ...said(refusal("database.lost")),
        }
      : {
          class: "ambiguous",
          ...said(refusal("database.lostWriting")),
        };
  }
  return {
    class: "internal",
    ...said(refusal("database.failed", { trace: traceId })),
  };
}
