import { ErpError } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { OutboundFailure } from "#app/erp/outbound/failure.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { parseJson } from "#app/lib/clean-text.ts";
import type { Json } from "#app/lib/json.ts";
import type { Wire } from "./codec.ts";
import { plain } from "./codec.ts";
import type { Act } from "./errors.ts";
import { answerDetail, failureDetail, refusalDetail, statusDetail } from "./errors.ts";

/** Tryton works long on large documents; a proxy before it usually gives up after a minute. */
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 32_000_000;

export interface Post {
  outbound: Outbound;
  address: string;
  method: string;
  params: Wire[];
  act: Act;
  authorization?: string;
  timeoutMs?: number;
}

/** Tryton knows this session no more (or refused the password): nothing was done. */
export class Unauthorized extends Error {}

/** One request and its answer without tags. Throws Unauthorized on 401, else ErpError. */
export async function post(
  { outbound, address, method, params, act, authorization, timeoutMs = TIMEOUT_MS }: Post,
  options: CallOptions,
): Promise<Json> {
  const { status, headers, body } = await outbound
    .send({
      url: address,
      method: "POST",
      body: JSON.stringify({ id: 1, method, params }),
      timeoutMs,
      maxBytes: MAX_BYTES,
      headers: {
        "content-type": "application/json",
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    .catch((error: unknown) => {
      if (error instanceof OutboundFailure) throw new ErpError(failureDetail(error, act));
      throw error;
    });
  if (status === 401) throw new Unauthorized();
  if (status !== 200) throw new ErpError(statusDetail(status, headers["retry-after"], act, method));
  return resultOf(body, act, options.traceId);
}

function resultOf(body: Buffer, act: Act, traceId: string): Json {
  let answer: unknown;
  try {
    answer = parseJson(body.toString("utf8"));
  } catch {
    throw new ErpError(answerDetail("it is not whole, or not JSON", act, traceId));
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    throw new ErpError(answerDetail("it is no object", act, traceId));
  if (Object.hasOwn(answer, "error"))
    throw new ErpError(refusalDetail((answer as { error: unknown }).error, act, traceId));
  if (!Object.hasOwn(answer, "result"))
    throw new ErpError(answerDetail("it holds no result", act, traceId));
  try {
    return plain((answer as { result: unknown }).result);
  } catch (error) {
    if (error instanceof RangeError) throw new ErpError(answerDetail(error.message, act, traceId));
    throw error;
  }
}
