import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { GraphqlProblem, SearchNote, ShopifyError } from "./errors.ts";
import { classifyProblem, searchError, userErrorsOf } from "./errors.ts";
import type { ThrottleStatus } from "./throttle.server.ts";

/** What came back from one call, before anybody judges it. */
export interface RawAnswer<Data> {
  status: number | null;
  requestId: string | null;
  version: string | undefined;
  /** As long a pause as the answer asks for. */
  pauseMs: number | undefined;
  data: Data | null;
  errors: GraphqlProblem[];
  extensions:
    | {
        cost?: {
          requestedQueryCost?: number;
          actualQueryCost?: number | null;
          throttleStatus?: ThrottleStatus;
        };
        search?: SearchNote[];
      }
    | undefined;
  failure?: ShopifyError;
}

export interface Answer<Data> {
  data: Data;
  /** By index in `nodes`: what kept one object of a batch from being read. */
  nodeErrors: Map<number, string>;
}

/** The graver error first: what stops the whole call before what concerns a field. */
export function judgeAnswer<Data>(
  raw: RawAnswer<Data>,
  mutation: boolean,
  partial: boolean,
): Result<Answer<Data>, ShopifyError> {
  if (raw.failure) return err(raw.failure);
  const nodeErrors = new Map<number, string>();
  for (const problem of raw.errors) {
    const [root, index] = problem.path ?? [];
    const error = classifyProblem(problem, mutation);
    const ofOne =
      partial &&
      raw.data !== null &&
      root === "nodes" &&
      typeof index === "number" &&
      error.kind !== "permission";
    if (!ofOne) return err(problem.path ? { ...error, path: problem.path } : error);
    nodeErrors.set(index, problem.message);
  }
  const search = searchError(raw.extensions?.search);
  if (search) return err(search);
  if (raw.data === null)
    return err({
      kind: mutation ? "ambiguous" : "transient",
      message: "Shopify answered without data",
    });
  const userErrors = mutation ? userErrorsOf(raw.data) : [];
  if (userErrors.length > 0)
    return err({
      kind: "userErrors",
      message: userErrors.map((error) => error.message).join("; "),
      userErrors,
    });
  return ok({ data: raw.data, nodeErrors });
}

/** How long the bucket takes to hold the call that it could not pay, as the refusal itself says. */
export function shortOf(raw: RawAnswer<unknown>, cost: number): number | undefined {
  const level = raw.extensions?.cost?.throttleStatus;
  if (!level || level.restoreRate <= 0) return undefined;
  const missing = ((cost - level.currentlyAvailable) / level.restoreRate) * 1000;
  return missing > 0 ? Math.ceil(missing) : undefined;
}
