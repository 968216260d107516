import type { CallLimit } from "#app/erp/call-limit/limit.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { OutboundFailure } from "#app/erp/outbound/failure.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { refusal, refusedAs } from "#app/erp/refusals.ts";
import type { Endpoint } from "./endpoint.ts";
import { callerOf } from "./endpoint.ts";
import { refusedDetail } from "./envelope.ts";
import type { Act } from "./errors.ts";
import { answerDetail, failureDetail, pageDetail, statusDetail } from "./errors.ts";
import type { Body } from "./json.ts";
import { parsed, written } from "./json.ts";
import { forgetToken, tokenOf } from "./token.server.ts";

/** Business Central ends a request after eight minutes; a caller that waits for people gives up sooner. */
const TIMEOUT_MS = 120_000;
const MAX_BYTES = 64_000_000;

export interface Request {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Absolute, without a query. */
  url: string;
  query?: string;
  body?: Body;
  act: Act;
  headers?: Record<string, string>;
  /** The answer is text of another kind. */
  raw?: true;
}

/** How requests go out. */
export interface Way {
  endpoint: Endpoint;
  outbound: Outbound;
  limit: CallLimit;
}

/** One request as the application, and its answer with numbers as text. A token that is refused is replaced once. */
export async function send(
  { endpoint, outbound, limit }: Way,
  request: Request,
  options: CallOptions,
): Promise<unknown> {
  for (let turn = 0; ; turn += 1) {
    const token = await tokenOf(endpoint, outbound, options);
    const { status, headers, body } = await limit(callerOf(endpoint), () =>
      exchange(outbound, request, { token, options }),
    );
    if (status === 401) {
      await forgetToken(endpoint, token);
      if (turn === 0) continue;
      throw refusedAs("auth", refusal("bc.notEntered"));
    }
    const text = body.toString("utf8");
    if (status === 204) return null;
    if (request.raw && status === 200) return text;
    return answerOf({ status, retryAfter: headers["retry-after"], text }, request.act);
  }
}

async function exchange(
  outbound: Outbound,
  { method, url, query, body, act, headers }: Request,
  { token, options }: { token: string; options: CallOptions },
) {
  return outbound
    .send({
      url,
      method,
      ...(query === undefined || query === "" ? {} : { query }),
      ...(body === undefined ? {} : { body: written(body) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      headers: {
        authorization: `Bearer ${token}`,
        // Texts are told apart by it, and decimals in them are read.
        "accept-language": "en-US",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    .catch((error: unknown) => {
      if (error instanceof OutboundFailure) throw new ErpError(failureDetail(error, act));
      throw error;
    });
}

function answerOf(
  { status, retryAfter, text }: { status: number; retryAfter: string | undefined; text: string },
  act: Act,
): unknown {
  let body: unknown;
  try {
    body = parsed(text);
  } catch {
    if (status >= 500 || status === 429 || status === 408)
      throw new ErpError(statusDetail(status, retryAfter, act));
    throw new ErpError(
      /^\s*</.test(text)
        ? pageDetail(status, act)
        : answerDetail("it is not whole, or not JSON", act),
    );
  }
  if (status >= 200 && status < 300) return body;
  throw new ErpError(refusedDetail({ status, retryAfter, body }, act));
}
