import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { setClock } from "#app/lib/clock.ts";
import { ErpError } from "#app/erp/errors.ts";
import { createOutbound } from "#app/erp/outbound/fetch.server.ts";
import type { Tryton } from "./call.server.ts";
import { openTryton } from "./call.server.ts";

// A server that speaks Tryton's protocol well or badly, as each case says. What Tryton itself answers is asked of Tryton elsewhere.
type Answer = (
  method: string,
  params: unknown[],
  response: ServerResponse,
  request: IncomingMessage,
) => void;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const reply = (response: ServerResponse, body: unknown): void =>
  void response
    .setHeader("content-type", "application/json")
    .end(JSON.stringify({ id: 1, ...(body as object) }));
const calls: string[] = [];

async function serve(
  answer: Answer,
  logIn: Answer = (_method, _params, response) => reply(response, { result: [7, "key"] }),
): Promise<Tryton> {
  calls.length = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const { method, params } = JSON.parse(body) as { method: string; params: unknown[] };
      calls.push(method);
      if (method === "common.db.login") return logIn(method, params, response, request);
      if (method === "model.res.user.get_preferences")
        return reply(response, { result: { company: 1, groups: [1], language: "de" } });
      answer(method, params, response, request);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const outbound = createOutbound({ allowedHosts: [`127.0.0.1:${port}`] });
  closers.push(() => {
    outbound.close();
    server.closeAllConnections();
    server.close();
  });
  return openTryton(
    { url: `http://127.0.0.1:${port}`, database: "books", user: "shopify", password: "secret" },
    outbound,
  );
}

const options = { traceId: "t" };
const classOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "none";
  } catch (error) {
    if (error instanceof ErpError) return error.detail.class;
    throw error;
  }
};
const readOne = (tryton: Tryton) =>
  tryton.read(
    { method: "model.x.read", params: [[1], ["name"]] },
    z.array(z.object({ id: z.number() })),
    options,
  );
const writeOne = (tryton: Tryton) => tryton.create("x", [{ name: "n" }], options);

describe("a call", () => {
  it("carries session, context and language; decimals arrive as text", async () => {
    const tryton = await serve((_method, params, response, request) => {
      expect(request.headers.authorization).toBe(
        `Session ${Buffer.from("shopify:7:key").toString("base64")}`,
      );
      expect(params.at(-1)).toEqual({ company: 1, groups: [1], language: "en", extra: true });
      reply(response, { result: [{ id: 1, price: { __class__: "Decimal", decimal: "20.00" } }] });
    });
    const rows = await tryton.read(
      { method: "model.x.read", params: [[1], ["price"]], context: { extra: true } },
      z.array(z.object({ id: z.number(), price: z.string() })),
      options,
    );
    expect(rows).toEqual([{ id: 1, price: "20" }]);
  });

  it("many at once log in once", async () => {
    const tryton = await serve((_method, _params, response) =>
      reply(response, { result: [{ id: 1 }] }),
    );
    await Promise.all(Array.from({ length: 8 }, () => readOne(tryton)));
    expect(calls.filter((method) => method === "common.db.login")).toHaveLength(1);
  });

  it("logs in again once when the session has ended, and repeats a write, which did nothing", async () => {
    let ended = true;
    const tryton = await serve((_method, _params, response) => {
      if (ended) {
        ended = false;
        response.writeHead(401).end();
      } else {
        reply(response, { result: [5] });
      }
    });
    expect(await writeOne(tryton)).toEqual([5]);
    expect(calls.filter((method) => method === "common.db.login")).toHaveLength(2);
  });

  it("gives up when each session is ended at once", async () => {
    const tryton = await serve((_method, _params, response) => void response.writeHead(401).end());
    expect(await classOf(writeOne(tryton))).toBe("auth");
    expect(calls.filter((method) => method === "common.db.login")).toHaveLength(2);
  });

  it("does not try a refused password again until a while has passed", async () => {
    const tryton = await serve(
      () => undefined,
      (_method, _params, response) => void response.writeHead(401).end(),
    );
    expect(await classOf(readOne(tryton))).toBe("auth");
    expect(await classOf(readOne(tryton))).toBe("auth");
    expect(calls).toHaveLength(1);
    const restore = setClock({ now: () => new Date(Date.now() + 20_000) });
    try {
      expect(await classOf(readOne(tryton))).toBe("auth");
    } finally {
      restore();
    }
    expect(calls).toHaveLength(2);
  });

  it("a log-in that failed for another reason is tried at the next call", async () => {
    let busy = 2; // a reading is asked once more
    const tryton = await serve(
      (_method, _params, response) => reply(response, { result: [{ id: 1 }] }),
      (_method, _params, response) => {
        if (busy > 0) response.writeHead(503).end();
        else reply(response, { result: [7, "key"] });
        busy -= 1;
      },
    );
    expect(await classOf(readOne(tryton))).toBe("unavailable");
    expect(await classOf(readOne(tryton))).toBe("none");
  });

  it("one caller giving up does not end the log-in others wait for", async () => {
    const tryton = await serve(
      (_method, _params, response) => reply(response, { result: [{ id: 1 }] }),
      (_method, _params, response) =>
        void setTimeout(() => reply(response, { result: [7, "key"] }), 80),
    );
    const first = tryton.read({ method: "model.x.read", params: [] }, z.unknown(), {
      traceId: "t",
      signal: AbortSignal.timeout(20),
    });
    const second = readOne(tryton);
    expect(await classOf(first)).toBe("unavailable");
    expect(await second).toEqual([{ id: 1 }]);
  });

  const broken: [string, Answer, string, string][] = [
    [
      "cut in the middle",
      (_m, _p, response) => {
        response.writeHead(200, { "content-length": 1000 }).write('{"id":1,"resu');
        setTimeout(() => response.destroy(), 10);
      },
      "unavailable",
      "ambiguous",
    ],
    [
      "closed without a word",
      (_m, _p, response) => void response.destroy(),
      "unavailable",
      "ambiguous",
    ],
    [
      "half of the JSON",
      (_m, _p, response) => void response.end('{"id":1,"result":[1'),
      "internal",
      "ambiguous",
    ],
    [
      "HTML",
      (_m, _p, response) => void response.end("<html>Sign in</html>"),
      "internal",
      "ambiguous",
    ],
    ["nothing", (_m, _p, response) => void response.end(), "internal", "ambiguous"],
    ["a list", (_m, _p, response) => void response.end("[]"), "internal", "ambiguous"],
    ["no result", (_m, _p, response) => void response.end('{"id":1}'), "internal", "ambiguous"],
    [
      "another shape",
      (_m, _p, response) => reply(response, { result: { id: "x" } }),
      "internal",
      "ambiguous",
    ],
    [
      "an unknown class",
      (_m, _p, response) => reply(response, { result: [{ __class__: "Pickle" }] }),
      "internal",
      "ambiguous",
    ],
    [
      "a redirect",
      (_m, _p, response) =>
        void response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
      "config",
      "ambiguous",
    ],
    [
      "packed",
      (_m, _p, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
      "unavailable",
      "ambiguous",
    ],
    ["502", (_m, _p, response) => void response.writeHead(502).end(), "unavailable", "ambiguous"],
    [
      "no HTTP",
      (_m, _p, response) => {
        response.socket?.end("SSH-2.0-OpenSSH\r\n\r\n");
      },
      "unavailable",
      "ambiguous",
    ],
    [
      "too many made",
      (_m, _p, response) => reply(response, { result: [1, 2] }),
      "internal",
      "ambiguous",
    ],
  ];
  it.each(broken)("answered with %s", async (_what, answer, ofRead, ofWrite) => {
    const tryton = await serve(answer);
    expect(await classOf(readOne(tryton))).toBe(ofRead);
    expect(await classOf(writeOne(tryton))).toBe(ofWrite);
  });

  it("a server that is not there changes nothing", async () => {
    const tryton = await serve(() => undefined);
    closers.splice(0).forEach((close) => close());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await classOf(writeOne(tryton))).toBe("unavailable");
  });

  it("stopped while Tryton works: a write is ambiguous", async () => {
    const caller = new AbortController();
    const tryton = await serve(() => caller.abort());
    await tryton.session(options);
    expect(await classOf(tryton.create("x", [{}], { traceId: "t", signal: caller.signal }))).toBe(
      "ambiguous",
    );
  });
});
