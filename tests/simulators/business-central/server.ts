import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal, envelope } from "./api/refusal.ts";
import type { Books } from "./books/books.ts";
import { answer } from "./http/api.ts";
import { answerBatch } from "./http/batch.ts";
import type { Limits } from "./http/gate.ts";
import { Gate, ONLINE_LIMITS } from "./http/gate.ts";
import type { Registration } from "./http/login.ts";
import { Login } from "./http/login.ts";
import type { ApiAnswer, ApiRequest } from "./http/request.ts";
import { optionsOf } from "./http/request.ts";
import { Subscriptions } from "./http/subscriptions.ts";
import { webService } from "./http/web-services.ts";
import { actOn } from "./office/act.ts";
import { page } from "./office/page.ts";
import { People } from "./people.ts";

export interface Options {
  books: Books;
  environment?: string;
  registration?: Partial<Registration>;
  limits?: Limits;
  /** How long each request is worked on. */
  latencyMs?: number;
  /** Pages published as OData V4 web services. */
  published?: readonly string[];
  port?: number;
  /** How often subscribers are told of changes by itself; absent: only when `subscriptions.tell` is called. */
  tellEveryMs?: number;
}

export interface Heard {
  method: string;
  path: string;
  query: string;
  status: number;
  headers: IncomingMessage["headers"];
}

/** A Business Central online on this machine: log-in, API v2.0 and web services at one address. */
export interface BusinessCentral {
  url: string;
  environment: string;
  books: Books;
  people: People;
  login: Login;
  gate: Gate;
  published: Set<string>;
  subscriptions: Subscriptions;
  /** Every request that came in. */
  heard: Heard[];
  /** Answers the next requests that match in place of Business Central. */
  answerWith: (
    answer: RawAnswer,
    when?: (request: { method: string; path: string }) => boolean,
    count?: number,
  ) => void;
  close: () => Promise<void>;
}

export interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

const REGISTRATION: Registration = {
  tenant: "nordlicht.example",
  clientId: "0f1c54d6-1111-4b8e-9a6e-2d1b4a5c6d7e",
  clientSecret: "a-secret-of-the-stand-in",
  enabled: true,
  secretExpired: false,
  tokenSeconds: 3_599,
};

export async function startBusinessCentral(options: Options): Promise<BusinessCentral> {
  const { books, environment = "Production", latencyMs = 0 } = options;
  const login = new Login({ ...REGISTRATION, ...options.registration });
  const gate = new Gate(options.limits ?? ONLINE_LIMITS);
  const published = new Set(options.published ?? []);
  const heard: Heard[] = [];
  const people = new People(books);
  const subscriptions = new Subscriptions(books);
  /** The page on which somebody acts as the company's people. */
  const office = (method: string, body: string): RawAnswer => ({
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: page(books, method === "POST" ? actOn(people, body) : undefined),
  });
  const instead: {
    answer: RawAnswer;
    when: (request: { method: string; path: string }) => boolean;
    left: number;
  }[] = [];

  const respond = async (incoming: IncomingMessage, body: string): Promise<RawAnswer> => {
    const { pathname, search } = new URL(incoming.url ?? "/", "http://stand-in");
    const method = incoming.method ?? "GET";
    const path = decodeURIComponent(pathname);
    const planned = instead.find((entry) => entry.left > 0 && entry.when({ method, path }));
    if (planned) {
      planned.left -= 1;
      return planned.answer;
    }
    if (path === "/office") return office(method, body);
    const [, tenant] = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path) ?? [];
    if (tenant !== undefined) {
      const { status, body: given } = login.token(tenant, new URLSearchParams(body));
      return { status, body: JSON.stringify(given) };
    }
    try {
      if (!login.accepts(incoming.headers.authorization))
        throw new Refusal(
          401,
          "Authentication_InvalidCredentials",
          "The server has rejected the client credentials.",
        );
      return await gate.pass(async () => {
        if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
        return asJson(await route({ method, path, search, incoming, body }));
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        status: error.status,
        headers: error.headers,
        body: JSON.stringify(envelope(error, randomUUID())),
      };
    }
  };

  const route = (request: {
    method: string;
    path: string;
    search: string;
    incoming: IncomingMessage;
    body: string;
  }): Promise<ApiAnswer> | ApiAnswer => {
    const { method, path, search, incoming, body } = request;
    const root = `/v2.0/${login.registration.tenant}/${environment}`;
    const service = `${root}/ODataV4/`;
    if (path.startsWith(service))
      return {
        status: 200,
        body: webService(
          books,
          published,
          path.slice(service.length),
          new URLSearchParams(search).get("$filter"),
        ),
      };
    const prefix = `${root}/api/v2.0/`;
    if (!path.startsWith(prefix))
      throw new Refusal(
        404,
        "Internal_TenantNotFound",
        `The environment of '${path}' was not found.`,
      );
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : value,
      ]),
    );
    const base = `http://${incoming.headers.host ?? "stand-in"}${root}/api/v2.0`;
    const apiRequest: ApiRequest = {
      method,
      path: path.slice(prefix.length),
      options: optionsOf(search),
      headers,
      body: body === "" ? undefined : parsed(body),
    };
    if (/^subscriptions\b/.test(apiRequest.path)) return subscriptions.answer(apiRequest);
    return apiRequest.path === "$batch"
      ? answerBatch(books, apiRequest, (one) => answer(books, one, base), randomUUID)
      : answer(books, apiRequest, base);
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const given = await respond(incoming, await textOf(incoming));
    const { pathname, search } = new URL(incoming.url ?? "/", "http://stand-in");
    heard.push({
      method: incoming.method ?? "",
      path: decodeURIComponent(pathname),
      query: decodeURIComponent(search.replaceAll("+", " ")),
      status: given.status,
      headers: incoming.headers,
    });
    outgoing.writeHead(given.status, {
      "content-type": "application/json",
      "request-id": randomUUID(),
      ...given.headers,
    });
    outgoing.end(given.status === 204 ? undefined : given.body);
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      // Loud: what the stand-in was not made for must fail the test that asked for it.
      outgoing
        .writeHead(501)
        .end(JSON.stringify({ error: { code: "StandIn", message: String(error) } }));
    });
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const telling =
    options.tellEveryMs === undefined
      ? undefined
      : setInterval(() => void subscriptions.tell(), options.tellEveryMs);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    environment,
    books,
    people,
    login,
    gate,
    published,
    subscriptions,
    heard,
    answerWith: (given, when = () => true, count = 1) =>
      void instead.push({ answer: given, when, left: count }),
    close: async () => {
      clearInterval(telling);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const asJson = ({ status, headers, body }: ApiAnswer): RawAnswer => ({
  status,
  ...(headers ? { headers } : {}),
  body: typeof body === "string" ? body : JSON.stringify(body ?? {}),
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, "BadRequest", "The body is not JSON.");
  }
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
