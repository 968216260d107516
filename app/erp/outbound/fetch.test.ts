import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTcp } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { selfSigned } from "#tests/setup/certificate.ts";
import { OutboundFailure } from "./failure.ts";
import type { Outbound, OutboundOptions, OutboundRequest } from "./fetch.server.ts";
import { createOutbound } from "./fetch.server.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

let connections = 0;
async function listen(server: Server): Promise<number> {
  connections = 0;
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
const serveHttp = (listener: RequestListener): Promise<number> => listen(createHttp(listener));
const serveHttps = (
  hostname: string,
  listener: RequestListener,
  until?: Date,
): Promise<{ port: number; cert: string }> => {
  const opened = selfSigned(hostname, until);
  return listen(createHttps(opened, listener)).then((port) => ({ port, cert: opened.cert }));
};

function open(options: OutboundOptions): Outbound {
  const opened = createOutbound(options);
  closers.push(() => {
    opened.close();
  });
  return opened;
}
const atHome = async (): Promise<{ address: string; family: number }[]> => [
  { address: "127.0.0.1", family: 4 },
];

async function failure(work: Promise<unknown>): Promise<Pick<OutboundFailure, "code" | "sent">> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OutboundFailure) return { code: error.code, sent: error.sent };
    throw error;
  }
  throw new Error("the request was answered");
}

const ask = (outbound: Outbound, url: string, over: Partial<OutboundRequest> = {}) =>
  outbound.send({ url, method: "POST", body: "{}", timeoutMs: 2_000, maxBytes: 1_000, ...over });
const fine: RequestListener = (_request, response) => void response.end("fine");

describe("where a request goes", () => {
  it("an address that is not allowed is not even looked up", async () => {
    let asked = 0;
    const outbound = open({
      allowedHosts: [],
      lookup: async () => {
        asked += 1;
        return atHome();
      },
    });
    for (const url of [
      "http://erp.example.com",
      "https://10.0.0.1",
      "https://localhost",
      "https://erp.example.com:22",
      "https://[::1]",
    ])
      expect(await failure(ask(outbound, url))).toEqual({ code: "address", sent: false });
    expect(asked).toBe(0);
  });

  it.each([
    ["127.0.0.1"],
    ["10.1.2.3"],
    ["169.254.169.254"],
    ["100.64.0.1"],
    ["192.168.1.1"],
    ["0.0.0.0"],
    ["::1"],
    ["fe80::1"],
    ["fd00:ec2::254"],
    ["::ffff:127.0.0.1"],
    ["64:ff9b::127.0.0.1"],
    ["2002:7f00:1::"],
    ["2001:db8::1"],
    ["not an address"],
  ])("a name that stands for %s is not connected to", async (address) => {
    await serveHttps("erp.example.com", fine);
    const outbound = open({
      allowedHosts: [],
      lookup: async () => [{ address, family: address.includes(":") ? 6 : 4 }],
    });
    expect(await failure(ask(outbound, "https://erp.example.com"))).toEqual({
      code: "privateAddress",
      sent: false,
    });
    expect(connections).toBe(0);
  });

  it("one private answer among public ones spoils the name", async () => {
    const outbound = open({
      allowedHosts: [],
      lookup: async () => [
        { address: "8.8.8.8", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ],
    });
    expect(await failure(ask(outbound, "https://erp.example.com"))).toEqual({
      code: "privateAddress",
      sent: false,
    });
  });

  it("each connection looks the name up once and goes where that answer says: an answer that changes gains nothing", async () => {
    const answers = ["8.8.8.8", "127.0.0.1"];
    let asked = 0;
    const outbound = open({
      allowedHosts: [],
      lookup: async () => [{ address: answers[Math.min(asked++, 1)] ?? "", family: 4 }],
    });
    const first = await failure(ask(outbound, "https://erp.example.com", { timeoutMs: 100 }));
    expect(first.sent).toBe(false);
    expect(asked).toBe(1);
    expect(await failure(ask(outbound, "https://erp.example.com"))).toEqual({
      code: "privateAddress",
      sent: false,
    });
    expect(asked).toBe(2);
  });

  it("an exception may be private, by its very name and port", async () => {
    const port = await serveHttp(fine);
    const outbound = open({ allowedHosts: [`erp.lan:${port}`], lookup: atHome });
    expect((await ask(outbound, `http://erp.lan:${port}`)).body.toString()).toBe("fine");
    expect(await failure(ask(outbound, `http://other.lan:${port}`))).toEqual({
      code: "address",
      sent: false,
    });
  });

  it("a name nobody knows, and one without address", async () => {
    const unknown = open({
      allowedHosts: [],
      lookup: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
    });
    expect(await failure(ask(unknown, "https://erp.example.com"))).toEqual({
      code: "dns",
      sent: false,
    });
    const empty = open({ allowedHosts: [], lookup: async () => [] });
    expect(await failure(ask(empty, "https://erp.example.com"))).toEqual({
      code: "dns",
      sent: false,
    });
  });

  it.each([301, 302, 303, 307, 308])("a redirect (%i) is not followed", async (status) => {
    let asked = 0;
    const port = await serveHttp((request, response) => {
      asked += 1;
      response
        .writeHead(status, { location: "http://169.254.169.254/latest/meta-data/" })
        .end(request.url);
    });
    expect(
      await failure(ask(open({ allowedHosts: [`127.0.0.1:${port}`] }), `http://127.0.0.1:${port}`)),
    ).toEqual({ code: "redirect", sent: true });
    expect(asked).toBe(1);
  });

  it("nothing listens", async () => {
    const port = await serveHttp(fine);
    closers.splice(0).forEach((close) => close());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(
      await failure(ask(open({ allowedHosts: [`127.0.0.1:${port}`] }), `http://127.0.0.1:${port}`)),
    ).toEqual({ code: "refused", sent: false });
  });
});

describe("encryption", () => {
  const secure = (port: number, ca?: string) =>
    open({
      allowedHosts: [`erp.lan:${port}`],
      lookup: atHome,
      ...(ca === undefined ? {} : { ca }),
    });
  it("a certificate that is trusted and fits is taken", async () => {
    const { port, cert } = await serveHttps("erp.lan", fine);
    expect((await ask(secure(port, cert), `https://erp.lan:${port}`)).status).toBe(200);
  });
  it("one that nobody signed, of another name, or expired is not, and nothing was sent", async () => {
    let asked = 0;
    const count: RequestListener = (_request, response) => {
      asked += 1;
      response.end();
    };
    const own = await serveHttps("erp.lan", count);
    expect(await failure(ask(secure(own.port), `https://erp.lan:${own.port}`))).toEqual({
      code: "tls",
      sent: false,
    });
    const other = await serveHttps("other.lan", count);
    expect(
      await failure(ask(secure(other.port, other.cert), `https://erp.lan:${other.port}`)),
    ).toEqual({ code: "tls", sent: false });
    const old = await serveHttps("erp.lan", count, new Date(Date.now() - 86_400_000));
    expect(await failure(ask(secure(old.port, old.cert), `https://erp.lan:${old.port}`))).toEqual({
      code: "tls",
      sent: false,
    });
    expect(asked).toBe(0);
  });
  it("a server without encryption where https is asked", async () => {
    const port = await serveHttp(fine);
    const met = await failure(ask(secure(port), `https://erp.lan:${port}`));
    expect(met.sent).toBe(false);
  });
});

describe("what comes back", () => {
  const home = async (listener: RequestListener): Promise<[Outbound, string]> => {
    const port = await serveHttp(listener);
    return [open({ allowedHosts: [`127.0.0.1:${port}`] }), `http://127.0.0.1:${port}/path`];
  };

  it("method, path, headers and body arrive as given", async () => {
    const [outbound, url] = await home((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => {
        body += part.toString();
      });
      request.on("end", () =>
        response
          .writeHead(418, { "x-own": "1" })
          .end(
            JSON.stringify([
              request.method,
              request.url,
              request.headers["x-a"],
              request.headers["accept-encoding"],
              body,
            ]),
          ),
      );
    });
    const answer = await ask(outbound, url, {
      headers: { "x-a": "ä".normalize("NFC").charCodeAt(0).toString() },
      body: "Grüße",
    });
    expect(JSON.parse(answer.body.toString())).toEqual([
      "POST",
      "/path",
      "228",
      "identity",
      "Grüße",
    ]);
    expect([answer.status, answer.headers["x-own"]]).toEqual([418, "1"]);
  });

  it("too much by its own word, and too much without a word", async () => {
    const [announced, first] = await home(
      (_request, response) => void response.end("x".repeat(5_000)),
    );
    expect(await failure(ask(announced, first))).toEqual({ code: "tooLarge", sent: true });
    const [endless, second] = await home((_request, response) => {
      const timer = setInterval(() => response.write("x".repeat(300)), 5);
      response.on("close", () => {
        clearInterval(timer);
      });
    });
    expect(await failure(ask(endless, second))).toEqual({ code: "tooLarge", sent: true });
  });

  it("exactly what is allowed is taken", async () => {
    const [outbound, url] = await home(
      (_request, response) => void response.end("x".repeat(1_000)),
    );
    expect((await ask(outbound, url)).body.length).toBe(1_000);
  });

  it("a packed answer, which could unfold into anything", async () => {
    const [outbound, url] = await home(
      (_request, response) =>
        void response
          .writeHead(200, { "content-encoding": "gzip" })
          .end(gzipSync("x".repeat(1_000_000))),
    );
    expect(await failure(ask(outbound, url))).toEqual({ code: "badAnswer", sent: true });
  });

  it("no answer, a slow head, and a body in drops: all end in time", async () => {
    const slow: RequestListener[] = [
      () => undefined,
      (_request, response) => void setTimeout(() => response.end("late"), 20_000).unref(),
      (_request, response) => {
        const timer = setInterval(() => response.write("x"), 20);
        response.on("close", () => {
          clearInterval(timer);
        });
      },
    ];
    for (const listener of slow) {
      const [outbound, url] = await home(listener);
      const begun = performance.now();
      expect(await failure(ask(outbound, url, { timeoutMs: 150 }))).toEqual({
        code: "timeout",
        sent: true,
      });
      expect(performance.now() - begun).toBeLessThan(10_000);
    }
  });

  it("stopped by the caller: before, and while waiting", async () => {
    const caller = new AbortController();
    const [outbound, url] = await home(() => caller.abort());
    expect(await failure(ask(outbound, url, { signal: AbortSignal.abort() }))).toEqual({
      code: "aborted",
      sent: false,
    });
    expect(await failure(ask(outbound, url, { signal: caller.signal }))).toEqual({
      code: "aborted",
      sent: true,
    });
  });

  it("closed, cut, and no HTTP at all", async () => {
    const raw = async (
      act: (socket: Socket) => void,
    ): Promise<Pick<OutboundFailure, "code" | "sent">> => {
      const port = await listen(
        createTcp((socket) => {
          socket
            .on("error", () => undefined)
            .once("data", () => {
              act(socket);
            });
        }),
      );
      return failure(
        ask(open({ allowedHosts: [`127.0.0.1:${port}`] }), `http://127.0.0.1:${port}`),
      );
    };
    expect(await raw((socket) => socket.destroy())).toEqual({ code: "reset", sent: true });
    expect(
      await raw((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")),
    ).toEqual({ code: "reset", sent: true });
    expect(
      await raw((socket) =>
        socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel"),
      ),
    ).toEqual({ code: "reset", sent: true });
    expect(await raw((socket) => socket.end("SSH-2.0-OpenSSH_9\r\n\r\n"))).toEqual({
      code: "badAnswer",
      sent: true,
    });
    expect(
      await raw((socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`)),
    ).toEqual({ code: "badAnswer", sent: true });
  });

  it("a connection is used again, and closed when idle", async () => {
    const [outbound, url] = await home(fine);
    await ask(outbound, url);
    await ask(outbound, url);
    expect(connections).toBe(1);
  });
});
