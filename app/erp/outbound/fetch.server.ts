import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { refusal } from "#app/i18n/refusal-text.ts";
import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction, Socket } from "node:net";
import { env } from "#app/env.server.ts";
import { checkAddress } from "./address.ts";
import type { OutboundCode } from "./failure.ts";
import { OutboundFailure } from "./failure.ts";
import { isPublicAddress } from "./ip.ts";
import { readBody } from "./read-body.server.ts";

export interface OutboundRequest {
  url: string;
  /** What follows the "?": an address that a merchant enters has none. */
  query?: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** From the look-up of the name to the last byte of the answer. */
  timeoutMs: number;
  maxBytes: number;
}

export interface OutboundAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface Outbound {
  /** Sends one request; throws OutboundFailure. Redirects are not followed: they are a failure. */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
  close(): void;
}

export interface OutboundOptions {
  /** host:port entries that may be private and plain http. */
  allowedHosts: readonly string[];
  /** How names are looked up; the answer is checked and is what is connected to. */
  lookup?: (hostname: string) => Promise<{ address: string; family: number }[]>;
  /** Certificate authorities besides the system's. */
  ca?: string;
}

/** Longer than this a server may have closed an idle connection, and a request on it would be lost for unknown. */
const IDLE_MS = 2_000;

const systemLookup = async (hostname: string): Promise<{ address: string; family: number }[]> =>
  dns.promises.lookup(hostname, { all: true, verbatim: true });

/**
 * Requests to servers that merchants name. The name's address is checked in the very look-up whose
 * answer is connected to, so a name
 * that changes between a check and the connection gains nothing. Own agents: nothing is shared
 * with, or taken from, other requests.
 */
export function createOutbound({
  allowedHosts,
  lookup = systemLookup,
  ca,
}: OutboundOptions): Outbound {
  const agentOptions = {
    keepAlive: true,
    timeout: IDLE_MS,
    maxSockets: 8,
    maxFreeSockets: 2,
    scheduling: "lifo" as const,
  };
  const agents = {
    https: new https.Agent({ ...agentOptions, ...(ca === undefined ? {} : { ca }) }),
    http: new http.Agent(agentOptions),
  };
  return {
    send: async (request) => {
      const checked = checkAddress(request.url, allowedHosts);
      if (!checked.ok) throw new OutboundFailure("address", false, checked.text);
      if (request.signal?.aborted)
        throw new OutboundFailure("aborted", false, refusal("outbound.stopped"));
      const secure = checked.url.protocol === "https:";
      return exchange(request, checked.url, secure, {
        agent: secure ? agents.https : agents.http,
        lookup: checkedLookup(lookup, checked.exempt),
      });
    },
    close: () => {
      agents.https.destroy();
      agents.http.destroy();
    },
  };
}

/** What the app itself uses. */
export const outbound: Outbound = createOutbound({ allowedHosts: env.ERP_ALLOWED_HOSTS });

function exchange(
  request: OutboundRequest,
  url: URL,
  secure: boolean,
  options: { agent: http.Agent; lookup: LookupFunction },
): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    let sent = false;
    let stopped: { code: OutboundCode; text: RefusalText } | undefined;
    const outgoing = (secure ? https : http).request({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (secure ? 443 : 80),
      path: request.query === undefined ? url.pathname : `${url.pathname}?${request.query}`,
      method: request.method,
      ...options,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        ...request.headers,
        ...(request.body === undefined
          ? {}
          : { "content-length": Buffer.byteLength(request.body) }),
      },
    });
    const stop = (code: OutboundCode, text: RefusalText): void => {
      stopped ??= { code, text };
      fail(undefined);
    };
    const timer = setTimeout(
      () =>
        stop(
          "timeout",
          refusal("outbound.timeout", { seconds: Math.round(request.timeoutMs / 1000) }),
        ),
      request.timeoutMs,
    );
    const onAbort = (): void => stop("aborted", refusal("outbound.stopped"));
    request.signal?.addEventListener("abort", onAbort, { once: true });
    const done = (): void => {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown): void => {
      done();
      outgoing.destroy();
      reject(
        stopped ? new OutboundFailure(stopped.code, sent, stopped.text) : asFailure(error, sent),
      );
    };
    outgoing.on("socket", (socket: Socket) => {
      // What was written before the connection stood leaves at once when it stands: from there on
      // the server may have it.
      if (!socket.connecting) sent = true;
      else
        socket.once(secure ? "secureConnect" : "connect", () => {
          sent = true;
        });
    });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const { statusCode: status = 0, headers } = incoming;
      incoming.on("error", fail);
      if (status >= 300 && status < 400)
        return stop("redirect", refusal("outbound.redirect", { status }));
      readBody(incoming, request.maxBytes, stop).then((body) => {
        done();
        resolve({ status, headers, body });
      }, fail);
    });
    outgoing.end(request.body);
  });
}

function checkedLookup(
  lookup: NonNullable<OutboundOptions["lookup"]>,
  exempt: boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname)
      .then((found) => {
        const bad = exempt ? undefined : found.find(({ address }) => !isPublicAddress(address));
        // One bad answer among good ones spoils all: which one would be taken cannot be known.
        if (bad)
          throw new OutboundFailure(
            "privateAddress",
            false,
            refusal("outbound.privateAddress", { host: hostname }),
          );
        const [first] = found;
        if (!first)
          throw new OutboundFailure(
            "dns",
            false,
            refusal("outbound.noAddress", { host: hostname }),
          );
        if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      })
      .catch((error: unknown) =>
        callback(error as NodeJS.ErrnoException, options.all ? [] : "", 4),
      );
  };
}

const DNS_CODES = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_NODATA",
  "EAI_NONAME",
  "EAI_FAIL",
  "ENODATA",
  "ESERVFAIL",
  "ETIMEOUT",
]);
const NOT_REACHED = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "EHOSTDOWN",
  "ENETDOWN",
  "ETIMEDOUT",
]);

function asFailure(error: unknown, sent: boolean): OutboundFailure {
  if (error instanceof OutboundFailure) return error;
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (DNS_CODES.has(code))
    return new OutboundFailure("dns", false, refusal("outbound.unknownName"));
  if (!sent && NOT_REACHED.has(code))
    return new OutboundFailure("refused", false, refusal("outbound.connectionRefused"));
  if (!sent && /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO|ALTNAME/.test(code))
    return new OutboundFailure("tls", false, refusal("outbound.tls", { detail: message || code }));
  if (code.startsWith("HPE_"))
    return new OutboundFailure("badAnswer", sent, refusal("outbound.notHttp"));
  return new OutboundFailure(
    "reset",
    sent,
    refusal(sent ? "outbound.brokeAnswering" : "outbound.brokeSending"),
  );
}
