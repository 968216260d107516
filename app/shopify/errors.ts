/**
 * What can go wrong at Shopify, sorted by what to do about it (facts: error envelope of the Admin API).
 * - throttled: wait; it is no attempt · tooCostly: a bug in an operation · auth: the token is dead, the app must be opened
 * - permission: a scope or protected data is missing · address: calls from this server's address are refused (the app's IP allowlist) · shopUnavailable: frozen, locked, gone · userErrors: Shopify refused the input
 * - notFound: malformed or foreign id · search: a filter was not understood and would have been dropped silently
 * - transient: nothing happened, try again · ambiguous: a mutation whose answer was lost: look first, never repeat blindly
 * - outgoingDisabled: the shop card forbids writing; nothing was sent
 * - invalid: Shopify did not understand the request (a bug)
 */
export type ShopifyErrorKind =
  | "throttled"
  | "tooCostly"
  | "auth"
  | "permission"
  | "address"
  | "shopUnavailable"
  | "userErrors"
  | "notFound"
  | "search"
  | "transient"
  | "ambiguous"
  | "outgoingDisabled"
  | "invalid";

export interface ShopifyError {
  kind: ShopifyErrorKind;
  /** Plain words, without personal data. */
  message: string;
  code?: string;
  status?: number;
  requestId?: string;
  retryAfterMs?: number;
  userErrors?: { field: string[] | null; message: string; code?: string }[];
  requiredAccess?: string;
  /** The field of the answer that it is about. */
  path?: readonly (string | number)[];
}

/** An entry of a GraphQL answer's `errors`. */
export interface GraphqlProblem {
  message: string;
  path?: (string | number)[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export interface SearchNote {
  path?: unknown;
  query?: string;
  warnings?: { field?: string; message?: string; code?: string }[];
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** One top-level error as a value. `mutation` makes a server fault ambiguous: it may have acted. */
export function classifyProblem(problem: GraphqlProblem, mutation: boolean): ShopifyError {
  const code = text(problem.extensions?.code);
  const common = { message: problem.message, ...(code ? { code } : {}) };
  switch (code ?? "") {
    case "THROTTLED":
      return { kind: "throttled", ...common };
    case "MAX_COST_EXCEEDED":
      return { kind: "tooCostly", ...common };
    case "ACCESS_DENIED": {
      const requiredAccess = text(problem.extensions?.requiredAccess);
      return { kind: "permission", ...common, ...(requiredAccess ? { requiredAccess } : {}) };
    }
    case "RESOURCE_NOT_FOUND":
    case "NOT_FOUND":
      return { kind: "notFound", ...common };
    case "SHOP_INACTIVE":
    case "SHOP_DORMANT":
      return { kind: "shopUnavailable", ...common };
    case "INTERNAL_SERVER_ERROR":
    case "TIMEOUT":
      return { kind: mutation ? "ambiguous" : "transient", ...common };
    default:
      return { kind: "invalid", ...common };
  }
}

/** What the body of such an answer says: `errors` when that is a sentence, else the body when it is JSON. Pages of HTML say nothing to anybody. */
function saidIn(body: string): string {
  if (!body.trim().startsWith("{")) return "";
  try {
    const { errors } = JSON.parse(body) as { errors?: unknown };
    return typeof errors === "string" ? errors.slice(0, 200) : body.slice(0, 200);
  } catch {
    return body.slice(0, 200);
  }
}

/** An HTTP answer that is no GraphQL answer. */
export function classifyStatus(status: number, mutation: boolean, body: string): ShopifyError {
  const said = saidIn(body);
  const message = `Shopify answered ${status}${said === "" ? "" : `: ${said}`}`;
  if (status === 401) return { kind: "auth", status, message };
  if (status === 402 || status === 404 || status === 423)
    return { kind: "shopUnavailable", status, message };
  // A missing permission is told in a GraphQL answer, or in a sentence that names it; outside the IP allowlist there is neither.
  if (status === 403)
    return {
      kind: /scope|permission|approval/i.test(said) ? "permission" : "address",
      status,
      message,
    };
  if (status === 429) return { kind: "throttled", status, message };
  if (status >= 500) return { kind: mutation ? "ambiguous" : "transient", status, message };
  return { kind: "invalid", status, message };
}

const BEFORE_ACCEPT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** A call that ended without an answer. Only when the connection never came about is it sure that nothing happened. */
export function classifyFailure(error: unknown, mutation: boolean): ShopifyError {
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    codes.push(text((at as { code?: unknown }).code) ?? at.name);
  const code = codes.find((entry) => /^[A-Z_]+$/.test(entry)) ?? codes[0] ?? "unknown";
  const timedOut = codes.includes("TimeoutError") || codes.includes("AbortError");
  const message = timedOut
    ? "Shopify did not answer in time"
    : `the connection to Shopify failed (${code})`;
  return {
    kind: mutation && !BEFORE_ACCEPT.has(code) ? "ambiguous" : "transient",
    code: timedOut ? "TIMEOUT" : code,
    message,
  };
}

/** Search warnings are the only sign that a filter was dropped: the answer then holds other orders than asked for. */
export function searchError(notes: readonly SearchNote[] | undefined): ShopifyError | undefined {
  const warnings = (notes ?? []).flatMap((note) => note.warnings ?? []);
  if (warnings.length === 0) return undefined;
  return {
    kind: "search",
    message: `Shopify did not understand the search: ${warnings.map((warning) => `${warning.field ?? "?"}: ${warning.message ?? warning.code ?? "unknown"}`).join("; ")}`,
  };
}

/** User errors of any payload of a mutation's answer, under whatever name they stand. */
export function userErrorsOf(data: unknown): NonNullable<ShopifyError["userErrors"]> {
  if (data === null || typeof data !== "object") return [];
  return Object.values(data).flatMap((payload: unknown) => {
    if (payload === null || typeof payload !== "object") return [];
    return Object.entries(payload)
      .filter(([key]) => /userErrors$/i.test(key))
      .flatMap(([, list]: [string, unknown]) =>
        Array.isArray(list) ? list.flatMap(oneUserError) : [],
      );
  });
}

function oneUserError(entry: unknown): NonNullable<ShopifyError["userErrors"]> {
  if (entry === null || typeof entry !== "object") return [];
  const { field, message, code } = entry as { field?: unknown; message?: unknown; code?: unknown };
  return [
    {
      field: Array.isArray(field) ? field.map(String) : null,
      message: text(message) ?? "refused without a reason",
      ...(typeof code === "string" ? { code } : {}),
    },
  ];
}
