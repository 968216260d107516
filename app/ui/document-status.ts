const OF_RETURNS: Readonly<Record<string, string>> = {
  shipped: "received",
  partiallyShipped: "partiallyReceived",
};

/** How far a document is, in words: goods of a return order don't ship, they come in. */
export const statusWord = ({ kind, status }: { kind: string; status: string }): string =>
  (kind === "returnOrder" ? OF_RETURNS[status] : undefined) ?? status;
