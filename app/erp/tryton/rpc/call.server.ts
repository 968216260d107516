import { refusal, refusedAs } from "#app/erp/refusals.ts";
import type { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Wire } from "./codec.ts";
import type { Endpoint, UserContext } from "./endpoint.ts";
import { callAddress } from "./endpoint.ts";
import type { Act } from "./errors.ts";
import { answerDetail } from "./errors.ts";
import { post, Unauthorized } from "./post.server.ts";
import type { Session } from "./session.server.ts";
import { forgetSession, sessionOf } from "./session.server.ts";
import { ids as idList, nothing } from "./shapes.ts";

export interface Search {
  model: string;
  /** Tryton's domain, e.g. [["code", "=", "WH"]]. */
  domain: Wire[];
  /** Dotted through relations; nested values come under "name.". */
  fields: string[];
  order?: [field: string, direction: "ASC" | "DESC"][];
  offset?: number;
  limit?: number;
  context?: UserContext;
}

export interface Call {
  /** E.g. "model.sale.sale.read". */
  method: string;
  params: Wire[];
  context?: UserContext | undefined;
}

/** Records as they were read: each one's `_timestamp`, for the optimistic lock. */
interface Stamped {
  model: string;
  ids: number[];
  stamps?: Record<number, string>;
}

export interface Change extends Stamped {
  values: Record<string, Wire>;
}

export interface Press extends Stamped {
  button: string;
}

/** Calls to one Tryton as one user. Every method throws only ErpError. */
export interface Tryton {
  readonly endpoint: Endpoint;
  /** Id and context of the user, logging in when needed. */
  session(options: CallOptions): Promise<Session>;
  /** A call that changes nothing, e.g. "model.sale.sale.read". */
  read<T>(call: Call, shape: z.ZodType<T>, options: CallOptions): Promise<T>;
  /** A call that may change something; once it was sent and its answer is lost, the error is `ambiguous`. */
  write<T>(call: Call, shape: z.ZodType<T>, options: CallOptions): Promise<T>;
  /** search_read; rows in the shape given, ordered by id when no order is. */
  search<T>(search: Search, shape: z.ZodType<T>, options: CallOptions): Promise<T[]>;
  /** All or none of the records. */
  create(
    model: string,
    values: Record<string, Wire>[],
    options: CallOptions,
    context?: UserContext,
  ): Promise<number[]>;
  change(change: Change, options: CallOptions): Promise<void>;
  remove(model: string, ids: number[], options: CallOptions): Promise<void>;
  /** A button. Whether it had an effect must be read back: what a state does not allow is passed over in silence. */
  press(press: Press, options: CallOptions): Promise<void>;
}

export function openTryton(endpoint: Endpoint, outbound: Outbound): Tryton {
  const call = async <T>(
    act: Act,
    { method, params, context }: Call,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T> => {
    const answer = await twice(
      async (session) =>
        post(
          {
            outbound,
            address: callAddress(endpoint),
            act,
            method,
            authorization: session.authorization,
            params: [...params, { ...session.context, ...context } as Wire],
          },
          options,
        ),
      options,
    );
    const parsed = shape.safeParse(answer);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new ErpError(
      answerDetail(
        `${method} has an unexpected shape at ${issue?.path.join(".") || "its top"}: ${issue?.message ?? "unknown"}`,
        act,
        options.traceId,
      ),
    );
  };

  /** A session Tryton no longer knows is replaced once; the refused call did nothing. */
  const twice = async <T>(
    act: (session: Session) => Promise<T>,
    options: CallOptions,
  ): Promise<T> => {
    const session = await sessionOf(endpoint, outbound, options);
    try {
      return await act(session);
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error;
    }
    await forgetSession(endpoint, session);
    try {
      return await act(await sessionOf(endpoint, outbound, options));
    } catch (error) {
      if (error instanceof Unauthorized) throw refusedAs("auth", refusal("tryton.loggedOut"));
      throw error;
    }
  };

  const tryton: Tryton = {
    endpoint,
    session: async (options) => sessionOf(endpoint, outbound, options),
    read: async (wanted, shape, options) =>
      onceMore(() => call("read", wanted, shape, options), options),
    write: async (wanted, shape, options) => call("write", wanted, shape, options),
    search: async (
      { model, domain, fields, order = [["id", "ASC"]], offset = 0, limit, context },
      shape,
      options,
    ) =>
      tryton.read(
        {
          method: `model.${model}.search_read`,
          params: [domain, offset, limit ?? null, order, fields],
          context,
        },
        shape.array(),
        options,
      ),
    create: async (model, values, options, context) => {
      const created = await tryton.write(
        { method: `model.${model}.create`, params: [values], context },
        idList,
        options,
      );
      if (created.length !== values.length)
        throw new ErpError(
          answerDetail(
            `${values.length} records were sent and ${created.length} created`,
            "write",
            options.traceId,
          ),
        );
      return created;
    },
    change: async ({ values, ...on }, options) =>
      tryton.write(
        {
          method: `model.${on.model}.write`,
          params: [on.ids, values],
          context: stampContext(on),
        },
        nothing,
        options,
      ),
    remove: async (model, ids, options) =>
      tryton.write({ method: `model.${model}.delete`, params: [ids] }, nothing, options),
    press: async ({ button, ...on }, options) =>
      tryton.write(
        { method: `model.${on.model}.${button}`, params: [on.ids], context: stampContext(on) },
        nothing,
        options,
      ),
  };
  return tryton;
}

/** A call that took longer is not repeated at once: Tryton is busy. */
const SOON_MS = 2_000;

/**
 * Reading changes nothing, so a connection that broke is no reason to give up all that was read
 * before: it is asked once more.
 */
async function onceMore<T>(read: () => Promise<T>, options: CallOptions): Promise<T> {
  const began = performance.now();
  try {
    return await read();
  } catch (error) {
    if (
      !(error instanceof ErpError) ||
      error.detail.class !== "unavailable" ||
      error.detail.retryAfterMs !== undefined ||
      options.signal?.aborted ||
      performance.now() - began > SOON_MS
    )
      throw error;
  }
  return read();
}

const stampContext = ({ model, stamps }: Stamped): UserContext =>
  stamps === undefined
    ? {}
    : {
        _timestamp: Object.fromEntries(
          Object.entries(stamps).map(([id, stamp]) => [`${model},${id}`, stamp]),
        ),
      };
