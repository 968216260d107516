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

/** Calls to one Tryton as one user. Every method throws only ErpError. */
export interface Tryton {
  readonly endpoint: Endpoint;
  /** Id and context of the user, logging in when needed. */
  session(options: CallOptions): Promise<Session>;
  /** A call that changes nothing, e.g. "model.sale.sale.read". */
  read<T>(
    method: string,
    params: Wire[],
    shape: z.ZodType<T>,
    options: CallOptions,
    context?: UserContext,
  ): Promise<T>;
  /** A call that may change something; once it was sent and its answer is lost, the error is `ambiguous`. */
  write<T>(
    method: string,
    params: Wire[],
    shape: z.ZodType<T>,
    options: CallOptions,
    context?: UserContext,
  ): Promise<T>;
  /** search_read; rows in the shape given, ordered by id when no order is. */
  search<T>(search: Search, shape: z.ZodType<T>, options: CallOptions): Promise<T[]>;
  /** All or none of the records. */
  create(
    model: string,
    values: Record<string, Wire>[],
    options: CallOptions,
    context?: UserContext,
  ): Promise<number[]>;
  /** `stamps`: the `_timestamp` each record had when it was read, for the optimistic lock. */
  change(
    model: string,
    ids: number[],
    values: Record<string, Wire>,
    options: CallOptions,
    stamps?: Record<number, string>,
  ): Promise<void>;
  remove(model: string, ids: number[], options: CallOptions): Promise<void>;
  /** A button. Whether it had an effect must be read back: what a state does not allow is passed over in silence. */
  press(
    model: string,
    button: string,
    ids: number[],
    options: CallOptions,
    context?: UserContext,
  ): Promise<void>;
}

export function openTryton(endpoint: Endpoint, outbound: Outbound): Tryton {
  const call = async <T>(
    act: Act,
    method: string,
    params: Wire[],
    shape: z.ZodType<T>,
    options: CallOptions,
    context: UserContext = {},
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
      if (error instanceof Unauthorized)
        throw new ErpError({
          class: "auth",
          message:
            "Tryton ends the app's session at once after each log-in. Look at the user and at the server's clock.",
        });
      throw error;
    }
  };

  const tryton: Tryton = {
    endpoint,
    session: async (options) => sessionOf(endpoint, outbound, options),
    read: async (method, params, shape, options, context) =>
      onceMore(() => call("read", method, params, shape, options, context), options),
    write: async (method, params, shape, options, context) =>
      call("write", method, params, shape, options, context),
    search: async (
      { model, domain, fields, order = [["id", "ASC"]], offset = 0, limit, context },
      shape,
      options,
    ) =>
      tryton.read(
        `model.${model}.search_read`,
        [domain, offset, limit ?? null, order, fields],
        shape.array(),
        options,
        context,
      ),
    create: async (model, values, options, context) => {
      const made = await tryton.write(`model.${model}.create`, [values], idList, options, context);
      if (made.length !== values.length)
        throw new ErpError(
          answerDetail(
            `${values.length} records were sent and ${made.length} made`,
            "write",
            options.traceId,
          ),
        );
      return made;
    },
    change: async (model, ids, values, options, stamps) =>
      tryton.write(
        `model.${model}.write`,
        [ids, values],
        nothing,
        options,
        stamps === undefined ? {} : stampContext(model, stamps),
      ),
    remove: async (model, ids, options) =>
      tryton.write(`model.${model}.delete`, [ids], nothing, options),
    press: async (model, button, ids, options, context) =>
      tryton.write(`model.${model}.${button}`, [ids], nothing, options, context),
  };
  return tryton;
}

/** A call that took longer is not repeated at once: Tryton is busy. */
const SOON_MS = 2_000;

/** Reading changes nothing, so a connection that broke is no reason to give up all that was read before: it is asked once more. */
async function onceMore<T>(read: () => Promise<T>, options: CallOptions): Promise<T> {
  const began = performance.now();
  try {
    return await read();
  } catch (error) {
    if (
      !(error instanceof ErpError) ||
      error.detail.class !== "unavailable" ||
      options.signal?.aborted ||
      performance.now() - began > SOON_MS
    )
      throw error;
  }
  return read();
}

const stampContext = (model: string, stamps: Record<number, string>): UserContext => ({
  _timestamp: Object.fromEntries(
    Object.entries(stamps).map(([id, stamp]) => [`${model},${id}`, stamp]),
  ),
});
