/** `POST /admin/api/{version}/graphql.json`: token, shop state, faults, then the GraphQL engine. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
import { operationOf } from "./graphql/cost.ts";
import { runGraphql, type GraphqlAnswer, type GraphqlRequest } from "./graphql/execute.ts";
import { servedVersion } from "./graphql/schema.ts";
import { effectiveScopes } from "./graphql/scopes.ts";
import { parseOrErrors } from "./graphql/static-errors.ts";
import { readBody, sendJson, wait } from "./http.ts";
import type { RequestEntry } from "./log.ts";
import type { Simulation } from "./simulation.ts";

const BAD_TOKEN = {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
};

function oneHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function readRequest(body: string, contentType: string | undefined): GraphqlRequest | undefined {
  if (contentType?.startsWith("application/graphql")) return { query: body, variables: {} };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const record = parsed as { query?: unknown; variables?: unknown; operationName?: unknown } | null;
  if (typeof record !== "object" || record === null || typeof record.query !== "string")
    return undefined;
  const variables =
    record.variables && typeof record.variables === "object"
      ? (record.variables as Record<string, unknown>)
      : {};
  return {
    query: record.query,
    variables,
    ...(typeof record.operationName === "string" ? { operationName: record.operationName } : {}),
  };
}

/** Name and kind, for faults and the log; a request that does not parse has neither. */
function describe(request: GraphqlRequest): {
  operation: string | undefined;
  kind: string | undefined;
} {
  const parsed = parseOrErrors(request.query);
  if ("errors" in parsed) return { operation: undefined, kind: undefined };
  try {
    const operation = operationOf(parsed.document, request.operationName);
    return { operation: operation.name?.value, kind: operation.operation };
  } catch {
    return { operation: undefined, kind: undefined };
  }
}

function internalError(): GraphqlAnswer {
  const requestId = randomUUID();
  return {
    errors: [
      {
        message: `Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`,
        extensions: { requestId, code: "INTERNAL_SERVER_ERROR" },
      },
    ],
    data: null,
  };
}

export async function graphqlEndpoint(
  sim: Simulation,
  req: IncomingMessage,
  res: ServerResponse,
  askedVersion: string,
): Promise<void> {
  const started = performance.now();
  const domain = oneHeader(req.headers["x-sim-shop"]) ?? "";
  const entry: RequestEntry = {
    at: sim.clock.now().toISOString(),
    shop: domain,
    kind: "graphql",
    path: req.url ?? "",
    status: 0,
    ms: 0,
  };
  const done = (status: number | "cut") => {
    entry.status = status;
    entry.ms = Math.round(performance.now() - started);
    sim.log.request(entry);
  };
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    sendJson(res, status, body, { "x-request-id": randomUUID(), ...headers });
    done(status);
  };
  const cut = () => {
    res.destroy();
    done("cut");
  };

  const body = await readBody(req);
  const shop = sim.shops.get(domain);
  if (!shop) return answer(404, { errors: "Not Found" });
  const version = servedVersion(askedVersion);
  if (!version) return answer(404, { errors: "Not Found" });
  if (req.method !== "POST") return answer(405, { errors: "Method Not Allowed" });
  if (!sim.oauth.accepts(domain, oneHeader(req.headers["x-shopify-access-token"])))
    return answer(401, BAD_TOKEN);
  if (shop.state === "frozen") return answer(402, { errors: "Unavailable Shop" });
  if (shop.state === "locked") return answer(423, { errors: "Locked" });
  const request = readRequest(body, req.headers["content-type"]);
  if (!request) return answer(400, { errors: { query: "Required parameter missing or invalid" } });

  const { operation, kind } = describe(request);
  if (operation) entry.operation = operation;
  if (kind) entry.operationType = kind;
  entry.variables = request.variables;
  const fault = sim.faults.take({ operation, kind, shop: domain });
  if (fault) entry.fault = fault.kind;
  if (fault?.kind === "refuse-token") return answer(401, BAD_TOKEN);
  if (fault?.kind === "too-many-requests")
    return answer(
      429,
      {
        errors:
          "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
      },
      fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter },
    );
  if (fault?.kind === "address-not-allowed") return answer(403, { errors: "Forbidden" });
  if (fault?.kind === "drop-request") return cut();
  if (fault?.kind === "error-before-act")
    return answer(fault.status ?? 503, { errors: "Service Unavailable" });
  if (fault?.kind === "internal-error") return answer(200, internalError());

  const { answer: result, defects } = await runGraphql(request, {
    world: shop.world,
    bucket: shop.bucket,
    appId: sim.appGid,
    scopes: effectiveScopes(shop.scopes),
    apiVersion: version,
    throttle: fault?.kind === "throttle",
    costDebug: oneHeader(req.headers["shopify-graphql-cost-debug"]) === "1",
    effects: (effect) => sim.log.effect({ at: sim.clock.now().toISOString(), ...effect }),
  });
  for (const defect of defects) sim.log.defects.push(`${operation ?? "anonymous"}: ${defect}`);
  const cost = result.extensions?.cost;
  if (cost)
    Object.assign(entry, {
      requestedCost: cost.requestedQueryCost,
      actualCost: cost.actualQueryCost,
    });
  if (result.errors)
    entry.errors = result.errors.map((e) => ({ message: e.message, code: e.extensions?.["code"] }));
  if (await afterAct(fault, res)) return done("cut");
  if (fault?.kind === "error-after-act")
    return answer(fault.status ?? 502, { errors: "Bad Gateway" });
  answer(200, result, { "x-shopify-api-version": version });
}

/** @returns whether the connection is to be counted as cut. */
async function afterAct(fault: Fault | undefined, res: ServerResponse): Promise<boolean> {
  if (fault?.kind === "slow") await wait(fault.ms ?? 2000, res);
  if (fault?.kind === "timeout-after-act") {
    await wait(fault.ms ?? 60_000, res);
    res.destroy();
    return true;
  }
  if (fault?.kind === "drop-answer") {
    res.destroy();
    return true;
  }
  return false;
}
