/** The control API under /_sim/: the same acts as the TypeScript API, for other processes and for the panel in the admin frame. */
import { DECLARED_SCOPES, OPTIONAL_SCOPES } from "./app-configuration.ts";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fault, FAULT_KINDS } from "./faults.ts";
import { readFields, sendJson } from "./http.ts";
import { isShopState, type Shops } from "./shops.ts";
import type { Simulation } from "./simulation.ts";

type Fields = Record<string, unknown>;
type Act = (sim: Simulation, fields: Fields) => unknown;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw new Error(`"${name}" is missing.`);
  return value;
}

function whole(fields: Fields, name: string, fallback?: number): number {
  const value = fields[name] ?? fallback;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw new Error(`"${name}" must be a whole number ≥ 0.`);
  return value;
}

function record(value: unknown): Fields {
  return value && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};
}

const shopOf = (shops: Shops, fields: Fields) =>
  shops.need(typeof fields["shop"] === "string" ? fields["shop"] : (shops.all()[0]?.domain ?? ""));

function state(sim: Simulation): unknown {
  return {
    now: sim.clock.now().toISOString(),
    clock: sim.clock.running ? "running" : "frozen",
    shops: sim.shops.all().map((s) => ({
      shop: s.domain,
      installed: s.installed,
      scopes: s.scopes,
      state: s.state,
      throttle: s.bucket.status(),
      seedKinds: s.world.seedKinds(),
      acts: Object.keys(s.world.control),
    })),
    tokens: sim.oauth.counts(),
    faults: sim.faults.armed(),
    faultKinds: FAULT_KINDS,
    webhooks: {
      total: sim.outbox.deliveries().length,
      waiting: sim.outbox.deliveries().filter((d) => d.state === "waiting").length,
      unrouted: sim.outbox.unrouted(),
    },
    requests: sim.log.requests.length,
    defects: sim.log.defects,
  };
}

const READS: Record<string, (sim: Simulation, query: URLSearchParams) => unknown> = {
  state,
  log: (sim, query) => {
    const last = Number(query.get("last") ?? 200);
    return {
      requests: sim.log.requests.slice(-last),
      effects: sim.log.effects.slice(-last),
      defects: sim.log.defects,
    };
  },
  clock: (sim) => ({ now: sim.clock.now().toISOString() }),
  webhooks: (sim, query) => ({
    deliveries: sim.outbox.deliveries().slice(-Number(query.get("last") ?? 200)),
    unrouted: sim.outbox.unrouted(),
  }),
  seeds: (sim, query) =>
    shopOf(sim.shops, { shop: query.get("shop") ?? undefined }).world.seedKinds(),
  scopes: (sim, query) => {
    const shop = shopOf(sim.shops, { shop: query.get("shop") ?? undefined });
    return { granted: shop.scopes, required: DECLARED_SCOPES, optional: OPTIONAL_SCOPES };
  },
  "id-token": (sim, query) => ({
    token: sim.idToken(shopOf(sim.shops, { shop: query.get("shop") ?? undefined }).domain),
  }),
};

const ACTS: Record<string, Act> = {
  reset: (sim) => sim.reset(),
  clock(sim, fields) {
    if (typeof fields["set"] === "string") sim.clock.set(new Date(fields["set"]));
    if (fields["advanceMs"] !== undefined) sim.clock.advance(whole(fields, "advanceMs"));
    return { now: sim.clock.now().toISOString() };
  },
  faults(sim, fields) {
    if (fields["clear"] === true) sim.faults.clear();
    else sim.faults.arm(fields as unknown as Fault);
    return sim.faults.armed();
  },
  act: (sim, fields) =>
    sim.act(shopOf(sim.shops, fields).domain, text(fields, "name"), record(fields["args"])) ?? null,
  webhooks(sim, fields) {
    const { knobs } = sim.outbox;
    if (fields["drop"] !== undefined) knobs.drop(whole(fields, "drop"));
    if (fields["double"] !== undefined) knobs.double(whole(fields, "double"));
    if (fields["delay"] !== undefined)
      knobs.delay(whole(fields, "delay"), whole(fields, "delayMs", 60_000));
    if (fields["shuffle"] !== undefined) knobs.shuffle(whole(fields, "shuffle"));
    if (fields["pause"] === true) knobs.pause();
    if (fields["pause"] === false) knobs.resume();
    if (typeof fields["redeliver"] === "string") sim.outbox.redeliver(fields["redeliver"]);
    if (typeof fields["send"] === "string")
      return (
        sim.sendWebhook(
          shopOf(sim.shops, fields).domain,
          fields["send"],
          fields["payload"] === undefined ? undefined : record(fields["payload"]),
        ) ?? null
      );
    return null;
  },
  async "webhooks/flush"(sim) {
    await sim.outbox.flush();
    return { deliveries: sim.outbox.deliveries().length };
  },
  /** A workflow comes to an action ("action" with "properties" and perhaps "runId"), or is turned on or off ("trigger", "enabled"). */
  async flow(sim, fields) {
    const { domain } = shopOf(sim.shops, fields);
    const { path, ...post } =
      fields["trigger"] === undefined
        ? sim.flowAction(domain, {
            handle: text(fields, "action"),
            properties: record(fields["properties"]),
            ...(fields["runId"] === undefined ? {} : { runId: text(fields, "runId") }),
          })
        : sim.flowUse(domain, text(fields, "trigger"), fields["enabled"] !== false);
    const answer = await fetch(new URL(path, sim.app.url), { method: "POST", ...post });
    return { status: answer.status, body: await answer.text() };
  },
  tokens(sim, fields) {
    const { domain } = shopOf(sim.shops, fields);
    const what = text(fields, "do");
    if (what === "expire") sim.oauth.expireAccessTokens(domain);
    else if (what === "revoke") sim.oauth.revoke(domain);
    else throw new Error(`"do" is "expire" or "revoke", not "${what}".`);
    return sim.oauth.counts();
  },
  install: (sim, fields) => sim.install(shopOf(sim.shops, fields).domain),
  uninstall: (sim, fields) => sim.uninstall(shopOf(sim.shops, fields).domain),
  scopes(sim, fields) {
    if (!Array.isArray(fields["scopes"]))
      throw new Error('"scopes" must be a list of scope names.');
    sim.setScopes(shopOf(sim.shops, fields).domain, fields["scopes"].map(String));
  },
  shops(sim, fields) {
    const seed = fields["seed"] ?? "empty";
    if (seed !== "full" && seed !== "empty") throw new Error('"seed" is "full" or "empty".');
    return { shop: sim.shops.add(text(fields, "shop"), seed).domain };
  },
  "shop-state"(sim, fields) {
    const wanted = text(fields, "state");
    if (!isShopState(wanted)) throw new Error('"state" is "active", "frozen" or "locked".');
    sim.setShopState(shopOf(sim.shops, fields).domain, wanted);
  },
};

export async function controlEndpoint(
  sim: Simulation,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const name = url.pathname.slice("/_sim/".length);
  // Only the app's own pages may ask from another origin: the bounce page needs an ID token before any frame is around it.
  const cors =
    req.headers.origin === new URL(sim.app.url).origin
      ? { "access-control-allow-origin": req.headers.origin, vary: "origin" }
      : undefined;
  // A page of some other site may post forms to loopback addresses, but no JSON without being asked first.
  if (req.method === "POST" && !req.headers["content-type"]?.startsWith("application/json"))
    return sendJson(res, 415, { error: "Send application/json." });
  try {
    if (req.method === "GET" && Object.hasOwn(READS, name))
      return sendJson(res, 200, READS[name]?.(sim, url.searchParams), cors ?? {});
    if (req.method === "POST" && Object.hasOwn(ACTS, name))
      return sendJson(res, 200, (await ACTS[name]?.(sim, await readFields(req))) ?? { ok: true });
    return sendJson(res, 404, {
      error: `No such control. GET: ${Object.keys(READS).join(", ")}. POST: ${Object.keys(ACTS).join(", ")}.`,
    });
  } catch (error) {
    return sendJson(res, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}
