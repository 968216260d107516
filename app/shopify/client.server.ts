import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Answer, RawAnswer } from "./answer.ts";
import { judgeAnswer, shortOf } from "./answer.ts";
import { logCall } from "./api-log.server.ts";
import { API_VERSION } from "./api-version.ts";
import { requestedCost } from "./cost.ts";
import type { ShopifyError } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { operationOf } from "./operation.ts";
import { postOperation } from "./post-operation.server.ts";
import { callsGoOn, pauseCalls, takePoints, tellBucket } from "./throttle.server.ts";
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
  /** A mutation that changes nothing in the store: it is sent where writing is not allowed, too. */
  onlyReads?: boolean;
}

const PATIENCE_MS = 120_000;
const TIMEOUT_MS = 30_000;

/** Sends one of our operations and gives its data, or what went wrong as a value. Waits for points and refreshes a dead token once by itself. */
export async function shopifyRequest<Data, Variables extends Record<string, unknown>>(
  shop: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: CallOptions = {},
): Promise<Result<Data, ShopifyError>> {
  const answer = await send<Data>({
    shop,
    operation: operationOf(document),
    variables,
    options,
    partial: false,
  });
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
  return send<Data>({
    shop,
    operation: operationOf(document),
    variables,
    options,
    partial: true,
  });
}

interface Call {
  shop: string;
  operation: Operation;
  variables: Record<string, unknown>;
  options: CallOptions;
  /** Errors of single objects come beside the data. */
  partial: boolean;
}

async function send<Data>(call: Call): Promise<Result<Answer<Data>, ShopifyError>> {
  const { shop, operation, variables, options } = call;
  const cost = requestedCost(operation.name, variables);
  if (operation.mutation && !options.onlyReads && !(await outgoingAllowed(shop, options.cardId))) {
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
    const missing = await takePoints(shop, cost, Math.max(0, deadline - now().getTime()));
    if (missing > 0)
      return err({
        kind: "throttled",
        message: "Shopify's limit for this shop is used up; the call was not sent.",
        ...(Number.isFinite(missing) ? { retryAfterMs: missing } : {}),
      });
    const started = now();
    const raw = await postOperation<Data>({
      shop,
      token: token.value,
      operation,
      variables,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    });
    const answer = judgeAnswer(raw, operation.mutation, call.partial);
    await recordAnswer(call, raw, { started, cost, error: answer.ok ? null : answer.error });
    if (answer.ok) {
      await callsGoOn(shop);
      return answer;
    }
    if (answer.error.kind === "throttled") {
      const pause = await pauseCalls(shop, {
        asked: raw.pauseMs ?? shortOf(raw, cost),
        sentAt: started,
      });
      if (now().getTime() + pause < deadline) continue; // waiting is no attempt
      return err({ ...answer.error, retryAfterMs: pause });
    }
    if (answer.error.kind === "auth" && refused === undefined) {
      refused = token.value;
      continue;
    }
    return err({ ...answer.error, ...(raw.requestId ? { requestId: raw.requestId } : {}) });
  }
}

/** Tells the bucket what the call cost, and the log what became of it. */
async function recordAnswer(
  { shop, operation, variables, options }: Call,
  { extensions, version, status, requestId }: RawAnswer<unknown>,
  { started, cost, error }: { started: Date; cost: number; error: ShopifyError | null },
): Promise<void> {
  const spent = extensions?.cost?.actualQueryCost ?? null;
  if (extensions?.cost?.throttleStatus)
    await tellBucket(shop, extensions.cost.throttleStatus, cost, spent);
  if (version !== undefined && version !== API_VERSION)
    logger.warn(
      { shop, asked: API_VERSION, served: version },
      "Shopify served another API version",
    );
  logCall({
    shop,
    at: started,
    operation: operation.name,
    status,
    outcome: error ? error.kind : "ok",
    requestedCost: extensions?.cost?.requestedQueryCost ?? cost,
    actualCost: spent,
    durationMs: Math.max(0, now().getTime() - started.getTime()),
    requestId,
    orderId: options.orderId ?? null,
    variables,
    answer: error ? error.message.slice(0, 2_000) : null,
  });
}
