/** Faults a test (or the panel) arms for the next requests. Each is used up by the requests it hits. */
export const FAULT_KINDS = {
  throttle: "answer THROTTLED whatever the bucket holds",
  "error-before-act": "answer 5xx (status, default 503) without doing anything",
  "error-after-act": "do it, then answer 5xx (status, default 502)",
  "internal-error": "answer 200 with INTERNAL_SERVER_ERROR without doing anything",
  "timeout-after-act": "do it, then never answer; the connection is cut after ms (default 60,000)",
  "drop-answer": "do it, then cut the connection",
  "drop-request": "cut the connection without doing anything",
  "too-many-requests":
    "answer HTTP 429 without doing anything, with Retry-After when retryAfter says so; operation token: a token call",
  "address-not-allowed":
    "answer HTTP 403 without a GraphQL envelope, as outside the app's IP allowlist (Shopify documents no body)",
  "refuse-token": "answer 401 as for an expired token",
  slow: "answer after ms (default 2,000) of real time",
} as const;
export type FaultKind = keyof typeof FAULT_KINDS;

/** What a fault calls the endpoint for tokens. */
export const TOKEN_CALL = "token";
/** The same for results of bulk operations. */
export const BULK_RESULT = "bulk-result";
const BY_NAME_ONLY = new Set<string | undefined>([TOKEN_CALL, BULK_RESULT]);

export interface Fault {
  kind: FaultKind;
  /** How many requests it hits; 1 unless told. */
  count?: number;
  /** Only requests of this operation name, kind of operation or shop. */
  operation?: string;
  only?: "query" | "mutation";
  shop?: string;
  status?: number;
  ms?: number;
  /** Value of the Retry-After header. */
  retryAfter?: string;
}

export interface Faults {
  arm(fault: Fault): void;
  take(request: {
    operation: string | undefined;
    kind: string | undefined;
    shop: string;
  }): Fault | undefined;
  armed(): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let list: (Fault & { count: number })[] = [];
  return {
    arm(fault) {
      if (!Object.hasOwn(FAULT_KINDS, fault.kind))
        throw new Error(
          `There is no fault "${fault.kind}". Known: ${Object.keys(FAULT_KINDS).join(", ")}.`,
        );
      const count = fault.count ?? 1;
      if (!Number.isInteger(count) || count < 1)
        throw new Error(`A fault's count is a whole number from 1, not ${count}.`);
      list.push({ ...fault, count });
    },
    take({ operation, kind, shop }) {
      const hit = list.find(
        (f) =>
          // What is no call of the API is hit only by a fault that names it.
          (f.operation === operation || (!f.operation && !BY_NAME_ONLY.has(operation))) &&
          (!f.only || f.only === kind) &&
          (!f.shop || f.shop === shop),
      );
      if (!hit) return undefined;
      hit.count -= 1;
      if (hit.count === 0) list = list.filter((f) => f !== hit);
      return hit;
    },
    armed: () => list,
    clear: () => {
      list = [];
    },
  };
}
