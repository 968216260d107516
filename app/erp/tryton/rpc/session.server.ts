import { refusal, refusedAs } from "#app/erp/refusals.ts";
import { createHash } from "node:crypto";
import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { now } from "#app/lib/clock.ts";
import type { Wire } from "./codec.ts";
import type { Endpoint, UserContext } from "./endpoint.ts";
import { callAddress } from "./endpoint.ts";
import { post, Unauthorized } from "./post.server.ts";

export interface Session {
  userId: number;
  authorization: string;
  /**
   * Sent with every call. Errors and names of things come in English, whatever the user's language:
   * texts are told apart by it.
   */
  context: UserContext;
}

const LOGIN_TIMEOUT_MS = 20_000;
/** How long a refused password is not tried again: Tryton locks a user out after five tries. */
const REFUSED_MS = 15_000;

interface Entry {
  session: Promise<Session>;
  refusedUntil?: number;
}

/** Of this process, by address, database, user and password: a changed password has a session of its own. */
const sessions = new Map<string, Entry>();

/** The session of an endpoint; callers at once share one log-in. */
export async function sessionOf(
  endpoint: Endpoint,
  outbound: Outbound,
  options: CallOptions,
): Promise<Session> {
  const name = keyOf(endpoint);
  let entry = sessions.get(name);
  if (entry?.refusedUntil !== undefined && entry.refusedUntil <= now().getTime()) entry = undefined;
  if (!entry) {
    const fresh: Entry = { session: logIn(endpoint, outbound, options.traceId) };
    entry = fresh;
    sessions.set(name, fresh);
    fresh.session.catch((error: unknown) => {
      if (sessions.get(name) !== fresh) return;
      if (error instanceof ErpError && error.detail.class === "auth")
        fresh.refusedUntil = now().getTime() + REFUSED_MS;
      else sessions.delete(name);
    });
  }
  return withSignal(entry.session, options.signal);
}

/** Called when Tryton no longer knows the session; a newer one is kept. */
export async function forgetSession(endpoint: Endpoint, stale: Session): Promise<void> {
  const name = keyOf(endpoint);
  const entry = sessions.get(name);
  if (
    entry &&
    (await entry.session.catch(() => undefined)) === stale &&
    sessions.get(name) === entry
  )
    sessions.delete(name);
}

/** For a connection's test, which must not be answered from memory. */
export function forgetRefusal(endpoint: Endpoint): void {
  const name = keyOf(endpoint);
  if (sessions.get(name)?.refusedUntil !== undefined) sessions.delete(name);
}

const keyOf = (endpoint: Endpoint): string =>
  createHash("sha256")
    .update(JSON.stringify([callAddress(endpoint), endpoint.user, endpoint.password]))
    .digest("hex");

const loginAnswer = z.tuple([z.number().int().positive(), z.string().min(1)]);
const preferences = z.looseObject({ company: z.number().int().positive().nullish() });

/** Not bound to the caller's signal: others wait for the same log-in. */
async function logIn(endpoint: Endpoint, outbound: Outbound, traceId: string): Promise<Session> {
  const shared = {
    outbound,
    address: callAddress(endpoint),
    act: "read" as const,
    timeoutMs: LOGIN_TIMEOUT_MS,
  };
  const ask = async (method: string, params: Wire[], authorization?: string) =>
    post(
      { ...shared, method, params, ...(authorization === undefined ? {} : { authorization }) },
      { traceId },
    );
  try {
    const [userId, key] = parse(
      loginAnswer,
      await ask("common.db.login", [endpoint.user, { password: endpoint.password }]),
      traceId,
    );
    const authorization = `Session ${Buffer.from(`${endpoint.user}:${userId}:${key}`).toString("base64")}`;
    const own = parse(
      preferences,
      await ask("model.res.user.get_preferences", [true, {}], authorization),
      traceId,
    );
    return { userId, authorization, context: { ...own, language: "en" } };
  } catch (error) {
    if (error instanceof Unauthorized) throw refusedAs("auth", refusal("tryton.loginRefused"));
    throw error;
  }
}

function parse<T>(shape: z.ZodType<T>, value: unknown, traceId: string): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw refusedAs("internal", refusal("tryton.loginUnreadable", { trace: traceId }));
  return parsed.data;
}

/** Lets one caller give up without ending what others wait for. */
function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const stopped = (): ErpError => refusedAs("unavailable", refusal("tryton.stopped"));
  if (signal.aborted) return Promise.reject(stopped());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(stopped());
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
