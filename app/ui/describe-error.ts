/** Which of the plain-word texts an error gets, and the trace id a support person can search for. */
export interface DescribedError {
  kind: "notFound" | "forbidden" | "malformed" | "tooLarge" | "unavailable" | "unexpected";
  traceId?: string;
}

const KINDS: Record<number, DescribedError["kind"]> = {
  400: "malformed",
  401: "forbidden",
  403: "forbidden",
  404: "notFound",
  413: "tooLarge",
  503: "unavailable",
};

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
  const kind = KINDS[response.status] ?? "unexpected";
  return traceId === undefined ? { kind } : { kind, traceId };
}
