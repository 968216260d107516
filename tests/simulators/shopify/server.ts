/** Which address does what. Shopify's own paths first, then the admin frame, then the control API. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { bulkFileEndpoint } from "./bulk-file-endpoint.ts";
import { adminEndpoint } from "./admin/endpoint.ts";
import { controlEndpoint } from "./control.ts";
import { graphqlEndpoint } from "./graphql-endpoint.ts";
import { TOKEN_CALL, type Fault } from "./faults.ts";
import { readFields, sendJson } from "./http.ts";
import type { Simulation } from "./simulation.ts";

export interface RunningServer {
  origin: string;
  close(): Promise<void>;
}

async function route(
  sim: Simulation,
  req: http.IncomingMessage,
  res: http.ServerResponse,
  origin: string,
): Promise<void> {
  const url = new URL(req.url ?? "/", origin);
  const graphql = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname);
  if (graphql) return graphqlEndpoint(sim, req, res, graphql[1] ?? "");
  if (bulkFileEndpoint(sim, res, url.pathname)) return;
  if (url.pathname === "/admin/oauth/access_token") return tokenEndpoint(sim, req, res);
  if (url.pathname.startsWith("/_sim/")) return controlEndpoint(sim, req, res, url);
  if (await adminEndpoint(sim, req, res, url)) return;
  sendJson(res, 404, { errors: "Not Found" });
}

async function tokenEndpoint(
  sim: Simulation,
  req: http.IncomingMessage,
  res: http.ServerResponse,
): Promise<void> {
  const started = performance.now();
  const shop = typeof req.headers["x-sim-shop"] === "string" ? req.headers["x-sim-shop"] : "";
  let answer: { status: number; body: Record<string, unknown> };
  // Only those that are meant for it: most faults are for calls of the API.
  let fault: Fault | undefined;
  if (req.method !== "POST")
    answer = { status: 405, body: { error: "invalid_request", error_description: "use POST" } };
  else if (!sim.shops.get(shop)) answer = { status: 404, body: { errors: "Not Found" } };
  else if ((fault = sim.faults.take({ operation: TOKEN_CALL, kind: undefined, shop })))
    answer = {
      status: fault.kind === "too-many-requests" ? 429 : 500,
      body: { errors: fault.kind },
    };
  else {
    try {
      answer = sim.oauth.exchange(shop, await readFields(req));
    } catch {
      answer = {
        status: 400,
        body: {
          error: "invalid_request",
          error_description: "the body is neither JSON nor a form",
        },
      };
    }
  }
  sendJson(
    res,
    answer.status,
    answer.body,
    fault?.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter },
  );
  const failed =
    answer.status === 200
      ? {}
      : {
          errors: [
            {
              message: String(answer.body["error_description"] ?? answer.body["errors"]),
              code: answer.body["error"],
            },
          ],
        };
  sim.log.request({
    at: sim.clock.now().toISOString(),
    shop,
    kind: "token",
    path: "/admin/oauth/access_token",
    status: answer.status,
    ms: Math.round(performance.now() - started),
    ...failed,
  });
}

/** Listens on the loopback address only. */
export async function listen(sim: Simulation, port = 0): Promise<RunningServer> {
  let origin = "http://localhost";
  const server = http.createServer((req, res) => {
    route(sim, req, res, origin).catch((error: unknown) => {
      sim.log.defects.push(
        `${req.method} ${new URL(req.url ?? "/", origin).pathname}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      sendJson(res, 500, {
        errors: `simulator failed: ${error instanceof Error ? error.message : String(error)}`,
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
