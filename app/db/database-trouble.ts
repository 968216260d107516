/** What passes by itself: Prisma's codes, PostgreSQL's, the network's, and the driver's kinds. */
const TROUBLE = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
  "P2037", // Prisma: not reachable, timed out, closed, pool, transaction, write conflict, too many
  "08000",
  "08003",
  "08006",
  "40001",
  "40P01",
  "53300",
  "57P01",
  "57P02",
  "53100",
  "25006",
  "57P03",
  "55000", // PostgreSQL: connection, serialization, deadlock, too many, shutting down, taking no connections
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TransactionWriteConflict",
  "TooManyConnections",
]);
/** Two transactions met, and PostgreSQL ended one of them: nothing of it was done. */
const MET = new Set(["P2034", "40001", "40P01"]);

/**
 * What an error and its causes say of themselves: Prisma's code, the driver's kind, PostgreSQL's own code. A raw statement's say the last two
 * only in their `meta`.
 */
export function databaseCodes(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 6) return [];
  const { code, kind, originalCode, cause, meta } = error as Record<string, unknown>;
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return [
    ...[code, kind, originalCode].filter((said) => typeof said === "string"),
    ...databaseCodes(driver, depth + 1),
    ...databaseCodes(cause, depth + 1),
  ];
}

/** Whether our own database failed for the moment, so that the same work may succeed when tried again. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    databaseCodes(error).some((code) => TROUBLE.has(code)) ||
    error.name === "PrismaClientInitializationError" ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message) ||
    isDatabaseTrouble(error.cause)
  );
}

/** Whether a transaction was ended because it met another one: nothing of it was done, and it may be done again at once. */
export const isWriteConflict = (error: unknown): boolean =>
  error instanceof Error && databaseCodes(error).some((code) => MET.has(code));

/** Whether a statement failed by a division that was written to make it fail. */
export const isDivisionByZero = (error: unknown): boolean =>
  error instanceof Error && /22012|division by zero/.test(error.message);
