import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { Kind, print } from "graphql";
import { ClientError, GraphQLClient } from "graphql-request";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { API_VERSION, VERSION_HEADER } from "./api-version.ts";
import { logCall } from "./api-log.server.ts";
import { requestedCost } from "./cost.ts";
import type { GraphqlProblem, SearchNote, ShopifyError } from "./errors.ts";
import {
  searchError,
  classifyFailure,
  classifyProblem,
  classifyStatus,
  userErrorsOf,
} from "./errors.ts";
import { shopifyFetch } from "./fetch.server.ts";
import type { ThrottleStatus } from "./throttle.server.ts";
import { dropLease, takePoints, tellBucket } from "./throttle.server.ts";
import { accessToken } from "./tokens.server.ts";
import { outgoingAllowed } from "./traffic-settings.server.ts";

export interface CallOptions {
  /** The order it is about, for the log. */
  orderId?: string;
  /** The shop card whose settings count; all of the shop's when absent. */
  cardId?: string;
  traceId?: string;
  /** How long to wait for points before giving up as throttled; two minutes when absent. */
  patienceMs?: number;
  timeoutMs?: number;
}

interface Answer<Data> {
  data: Data;
  /** By index in `nodes`: what kept one object of a batch from being read. */
  nodeErrors: Map<number, string>;
}

const PATIENCE_MS = 120_000;
const TIMEOUT_MS = 30_000;
const printed = new WeakMap<object, { text: string; name: string; mutation: boolean }>();

/** Sends one of our operations and gives its data, or what went wrong as a value. Waits for points and refreshes a dead token once by itself. */
export async function shopifyRequest<Data, Variables extends Record<string, unknown>>(
  shop: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: CallOptions = {},
): Promise<Result<Data, ShopifyError>> {
  const answer = await send(shop, document, variables, options, false);
  return answer.ok ? ok(answer.value.data) : answer;
}

/** The same for `nodes(ids)`: errors that concern one object only come beside the data, so that it does not spoil its batch (IMP-4). */
export async function shopifyRequestNodes<
  Data extends { nodes: unknown[] },
  Variables extends Record<string, unknown>,
>(
  shop: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: CallOptions = {},
): Promise<Result<Answer<Data>, ShopifyError>> {
  return send(shop, document, variables, options, true);
}

async function send<Data, Variables extends Record<string, unknown>>(
  shop: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: CallOptions,
  partial: boolean,
): Promise<Result<Answer<Data>, ShopifyError>> {
  const operation = describe(document);
  const cost = requestedCost(operation.name, variables);
  if (operation.mutation && !(await outgoingAllowed(shop, options.cardId))) {
    return err({
      kind: "outgoingDisabled",
      message: "Nothing is written to Shopify: the shop card does not allow outgoing requests.",
    });
  }
  const deadline = now().getTime() + (options.patienceMs ?? PATIENCE_MS);
  let refused: string | undefined;
  for (;;) {
    const token = await accessToken(shop, refused);
    if (!token.ok) return token;
    if (!(await takePoints(shop, cost, Math.max(0, deadline - now().getTime()))))
      return err({
        kind: "throttled",
        message: "Shopify's limit for this shop is used up; the call was not sent.",
      });
    const started = now();
    const raw = await call<Data>(
      shop,
      token.value,
      operation,
      variables,
      options.timeoutMs ?? TIMEOUT_MS,
    );
    const sorted = sort(raw, operation.mutation, partial);
    const { extensions } = raw;
    if (extensions?.cost?.throttleStatus)
      await tellBucket(
        shop,
        extensions.cost.throttleStatus,
        cost,
        extensions.cost.actualQueryCost ?? null,
      );
    if (raw.version !== undefined && raw.version !== API_VERSION)
      logger.warn(
        { shop, asked: API_VERSION, served: raw.version },
        "Shopify served another API version",
      );
    logCall({
      shop,
      at: started,
      operation: operation.name,
      status: raw.status,
      outcome: sorted.ok ? "ok" : sorted.error.kind,
      requestedCost: extensions?.cost?.requestedQueryCost ?? cost,
      actualCost: extensions?.cost?.actualQueryCost ?? null,
      durationMs: Math.max(0, now().getTime() - started.getTime()),
      requestId: raw.requestId,
      orderId: options.orderId ?? null,
      variables,
      answer: sorted.ok ? null : sorted.error.message.slice(0, 2_000),
    });
    if (sorted.ok) return sorted;
    if (sorted.error.kind === "throttled" && now().getTime() < deadline) {
      dropLease(shop);
      continue; // waiting is no attempt
    }
    if (sorted.error.kind === "auth" && refused === undefined) {
      refused = token.value;
      continue;
    }
    return err({ ...sorted.error, ...(raw.requestId ? { requestId: raw.requestId } : {}) });
  }
}

function describe(document: object): { text: string; name: string; mutation: boolean } {
  let known = printed.get(document);
  if (!known) {
    const node = document as Parameters<typeof print>[0] & {
      definitions: { kind: string; operation?: string; name?: { value: string } }[];
    };
    const operation = node.definitions.find(
      (definition) => definition.kind === String(Kind.OPERATION_DEFINITION),
    );
    if (!operation?.name) throw new Error("an operation of ours must have a name");
    known = {
      text: print(node),
      name: operation.name.value,
      mutation: operation.operation === "mutation",
    };
    printed.set(document, known);
  }
  return known;
}

interface RawAnswer<Data> {
  status: number | null;
  requestId: string | null;
  version: string | undefined;
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

async function call<Data>(
  shop: string,
  token: string,
  operation: { text: string; mutation: boolean },
  variables: Record<string, unknown>,
  timeoutMs: number,
): Promise<RawAnswer<Data>> {
  const client = new GraphQLClient(`https://${shop}/admin/api/${API_VERSION}/graphql.json`, {
    fetch: shopifyFetch,
    errorPolicy: "all",
    headers: { "X-Shopify-Access-Token": token },
    redirect: "error",
  });
  try {
    const answer = await client.rawRequest<Data, Record<string, unknown>>({
      query: operation.text,
      variables,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      ...head(answer.status, answer.headers),
      data: answer.data ?? null,
      errors: (answer.errors ?? []).map(({ message, path, extensions }) => ({
        message,
        path: path && [...path],
        extensions,
      })),
      extensions: answer.extensions as RawAnswer<Data>["extensions"],
    };
  } catch (error) {
    if (error instanceof ClientError) {
      const { status, headers, body } = error.response as {
        status: number;
        headers?: Headers;
        body?: string;
      };
      return {
        ...head(status, headers),
        data: null,
        errors: [],
        extensions: undefined,
        failure: classifyStatus(status, operation.mutation, typeof body === "string" ? body : ""),
      };
    }
    return {
      status: null,
      requestId: null,
      version: undefined,
      data: null,
      errors: [],
      extensions: undefined,
      failure: classifyFailure(error, operation.mutation),
    };
  }
}

const head = (
  status: number,
  headers: Headers | undefined,
): { status: number; requestId: string | null; version: string | undefined } => ({
  status,
  requestId: headers?.get("x-request-id") ?? null,
  version: headers?.get(VERSION_HEADER) ?? undefined,
});

/** The graver error first: what stops the whole call before what concerns a field. */
function sort<Data>(
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
    if (!ofOne) return err(error);
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
