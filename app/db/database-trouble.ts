const CODES = new Set([
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
]);
const DRIVER_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TransactionWriteConflict",
  "TooManyConnections",
]);

/** Whether our own database failed for the moment, so that the same work may succeed when tried again. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && CODES.has(code)) return true;
  if (
    error.name === "PrismaClientInitializationError" ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  )
    return true;
  if (
    typeof cause === "object" &&
    cause !== null &&
    "kind" in cause &&
    DRIVER_KINDS.has(String(cause.kind))
  )
    return true;
  return cause instanceof Error && isDatabaseTrouble(cause);
}

/** Whether a statement failed by a division that was written to make it fail. */
export const isDivisionByZero = (error: unknown): boolean =>
  error instanceof Error && /22012|division by zero/.test(error.message);
