/** Which of the plain-word texts an error gets, and the trace id a support person can search for. */
export interface DescribedError {
  kind: "notFound" | "forbidden" | "unavailable" | "unexpected";
  traceId?: string;
}

/** `response` is what a loader threw as a Response; undefined for any other error. */
export function describeError(
  response: { status: number; data: unknown } | undefined,
): DescribedError {
  if (!response) return { kind: "unexpected" };
  const data = response.data;
  const traceId =
    typeof data === "object" &&
    data !== null &&
    "traceId" in data &&
    typeof data.traceId === "string"
      ? data.traceId
      : undefined;
  const kind =
    response.status === 404
      ? "notFound"
      : response.status === 401 || response.status === 403
        ? "forbidden"
        : response.status === 503
          ? "unavailable"
          : "unexpected";
  return traceId === undefined ? { kind } : { kind, traceId };
}
