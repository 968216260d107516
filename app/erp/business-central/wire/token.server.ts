import { createHash } from "node:crypto";
import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { OutboundFailure } from "#app/erp/outbound/failure.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { misconfigured, refusal, refusedAs } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import type { Endpoint } from "./endpoint.ts";
import { tokenAddress } from "./endpoint.ts";
import { failureDetail, pageDetail, statusDetail } from "./errors.ts";

const TIMEOUT_MS = 20_000;
/** A token is not used in its last minutes: a long request must not outlive it. */
const SPARE_MS = 300_000;
const SCOPE = "https://api.businesscentral.dynamics.com/.default";

interface Entry {
  token: Promise<{ token: string; until: number }>;
}

/** Of this process, by address, application and secret: a changed secret has a token of its own. */
const tokens = new Map<string, Entry>();

const keyOf = (endpoint: Endpoint): string =>
  createHash("sha256")
    .update(JSON.stringify([tokenAddress(endpoint), endpoint.clientId, endpoint.clientSecret]))
    .digest("hex");

/** The application's token; callers at once share one log-in, and a refused one is not kept. */
export async function tokenOf(
  endpoint: Endpoint,
  outbound: Outbound,
  options: CallOptions,
): Promise<string> {
  const key = keyOf(endpoint);
  const found = tokens.get(key);
  if (found) {
    const { token, until } = await found.token;
    if (until > now().getTime()) return token;
    if (tokens.get(key) === found) tokens.delete(key);
  }
  const entry = tokens.get(key) ?? { token: logIn(endpoint, outbound) };
  tokens.set(key, entry);
  entry.token.catch(() => {
    if (tokens.get(key) === entry) tokens.delete(key);
  });
  options.signal?.throwIfAborted();
  return (await entry.token).token;
}

/** Business Central refused it; a newer one is kept. */
export async function forgetToken(endpoint: Endpoint, stale?: string): Promise<void> {
  const key = keyOf(endpoint);
  const entry = tokens.get(key);
  if (!entry) return;
  const known = await entry.token.catch(() => undefined);
  if ((stale === undefined || known?.token === stale) && tokens.get(key) === entry)
    tokens.delete(key);
}

const given = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});
const refused = z.object({ error: z.string(), error_description: z.string().default("") });

/** Not bound to a caller's signal: others wait for the same log-in. */
async function logIn(
  endpoint: Endpoint,
  outbound: Outbound,
): Promise<{ token: string; until: number }> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: endpoint.clientId,
    client_secret: endpoint.clientSecret,
    scope: SCOPE,
  });
  const { status, headers, body } = await outbound
    .send({
      url: tokenAddress(endpoint),
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      timeoutMs: TIMEOUT_MS,
      maxBytes: 1_000_000,
    })
    .catch((error: unknown) => {
      if (error instanceof OutboundFailure) throw new ErpError(failureDetail(error, "read"));
      throw error;
    });
  const answer = jsonOf(body);
  if (answer === undefined) throw new ErpError(pageDetail(status, "read"));
  const token = given.safeParse(answer);
  if (status === 200 && token.success)
    return {
      token: token.data.access_token,
      until: now().getTime() + Math.max(30_000, token.data.expires_in * 1_000 - SPARE_MS),
    };
  const no = refused.safeParse(answer);
  if (!no.success) throw new ErpError(statusDetail(status, headers["retry-after"], "read"));
  throw refusedLogIn(no.data.error_description || no.data.error, endpoint);
}

function refusedLogIn(description: string, { tenant, clientId }: Endpoint): ErpError {
  const code = /AADSTS\d+/.exec(description)?.[0] ?? "";
  if (code === "AADSTS90002")
    return misconfigured(refusal("bc.noTenant", { tenant }), refusal("bcAction.checkTenant"));
  if (code === "AADSTS700016")
    return refusedAs("auth", refusal("bc.noClient", { client: clientId }));
  if (code === "AADSTS7000222") return refusedAs("auth", refusal("bc.secretExpired"));
  if (code === "AADSTS7000215") return refusedAs("auth", refusal("bc.wrongSecret"));
  return refusedAs("auth", refusal("bc.loginRefused", { said: description.slice(0, 300) }));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
