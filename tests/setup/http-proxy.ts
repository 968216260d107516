import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the proxy sees it; `rpc` is the method of a JSON-RPC body. */
export interface ProxiedCall {
  path: string;
  rpc?: string;
  body: string;
}

/**
 * What is done to a call: `dropBefore` the server hears nothing; `dropAfter` it acts and its answer is lost; `truncate` the answer is cut
 * in its middle; `double` the server gets the call twice, one after the other, and the first answer is handed on; `delay` the answer is
 * held back; `status` the proxy itself answers.
 */
export type Fault =
  | { kind: "dropBefore" }
  | { kind: "dropAfter" }
  | { kind: "truncate" }
  | { kind: "double" }
  | { kind: "delay"; ms: number }
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string };

export interface HttpProxy {
  url: string;
  /** Every call that came in, with what was done to it; `answered` tells the server's own status, if it was asked. */
  readonly calls: (ProxiedCall & { fault?: Fault["kind"]; answered?: number })[];
  /** The next `count` calls that match meet this fault. */
  arm(fault: Fault, when?: (call: ProxiedCall) => boolean, count?: number): void;
  /** From now on each call that matches meets one of the faults with this probability; the same seed gives the same choice for the same sequence. */
  random(options: {
    seed: number;
    rate: number;
    faults: Fault[];
    when?: (call: ProxiedCall) => boolean;
  }): void;
  /** No more faults; the list of calls is emptied. */
  reset(): void;
  close(): Promise<void>;
}

/** A proxy on this machine in front of `target` (http). */
export async function startHttpProxy(target: string): Promise<HttpProxy> {
  const upstream = new URL(target);
  let armed: { fault: Fault; when: (call: ProxiedCall) => boolean; left: number }[] = [];
  let chance: ((call: ProxiedCall) => Fault | undefined) | undefined;
  const calls: HttpProxy["calls"] = [];

  const choose = (call: ProxiedCall): Fault | undefined => {
    const next = armed.find((entry) => entry.left > 0 && entry.when(call));
    if (!next) return chance?.(call);
    next.left -= 1;
    return next.fault;
  };

  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const sent = await bodyOf(incoming);
    const call: HttpProxy["calls"][number] = {
      path: incoming.url ?? "/",
      body: sent.toString("utf8"),
      ...rpcOf(sent),
    };
    calls.push(call);
    const fault = choose(call);
    if (fault) call.fault = fault.kind;
    if (fault?.kind === "dropBefore") return void incoming.socket.destroy();
    if (fault?.kind === "status")
      return void outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    const answer = await forward(upstream, incoming, sent);
    call.answered = answer.status;
    if (fault?.kind === "double") await forward(upstream, incoming, sent);
    if (fault?.kind === "dropAfter") return void incoming.socket.destroy();
    if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const headers = { ...answer.headers, "content-length": String(answer.body.length) };
    if (fault?.kind !== "truncate")
      return void outgoing.writeHead(answer.status, headers).end(answer.body);
    outgoing.writeHead(answer.status, headers);
    outgoing.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () =>
      incoming.socket.destroy(),
    );
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    arm: (fault, when = () => true, count = 1) => void armed.push({ fault, when, left: count }),
    random: ({ seed, rate, faults, when = () => true }) => {
      const draw = drawer(seed);
      chance = (call) =>
        when(call) && draw() < rate ? faults[Math.floor(draw() * faults.length)] : undefined;
    },
    reset: () => {
      armed = [];
      chance = undefined;
      calls.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function rpcOf(body: Buffer): { rpc?: string } {
  try {
    const { method } = JSON.parse(body.toString("utf8")) as { method?: unknown };
    return typeof method === "string" ? { rpc: method } : {};
  } catch {
    return {};
  }
}

async function forward(
  upstream: URL,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  const request = httpRequest({
    host: upstream.hostname,
    port: upstream.port,
    path: incoming.url,
    method: incoming.method,
    headers: { ...incoming.headers, host: upstream.host, connection: "close" },
    agent: false,
  });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const headers = Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) =>
      typeof value === "string" &&
      !["connection", "transfer-encoding", "content-length"].includes(name)
        ? [[name, value]]
        : [],
    ),
  );
  return { status: response.statusCode ?? 502, headers, body: await bodyOf(response) };
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
