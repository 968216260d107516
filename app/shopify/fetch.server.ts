import { env } from "#app/env.server.ts";

const KEEP_MS = 1_000;
/** Where shops are, and where Shopify puts results of bulk operations. */
const isShopifys = (host: string): boolean =>
  host.endsWith(".myshopify.com") || host === "storage.googleapis.com";
const tokenCalls = new Map<string, Promise<Response>>();

/**
 * The one way to Shopify's servers, for the library and for our own client. With SHOPIFY_ORIGIN (a simulator on this machine) a shop's
 * address becomes that origin, the path kept and the shop named in `x-sim-shop`. Equal token exchanges at the same time become
 * one: loaders run in parallel and each asks for a token on a first visit.
 */
export const shopifyFetch: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input));
  const headers = new Headers(
    init?.headers ?? (input instanceof Request ? input.headers : undefined),
  );
  let target: URL | Request = input instanceof Request ? input : url;
  if (env.SHOPIFY_ORIGIN && isShopifys(url.hostname)) {
    const moved = new URL(url.pathname + url.search, env.SHOPIFY_ORIGIN);
    target = input instanceof Request ? new Request(moved, input) : moved;
    headers.set("x-sim-shop", url.hostname);
  }
  const send = (): Promise<Response> => fetch(target, { ...init, headers });
  if (url.pathname !== "/admin/oauth/access_token" || typeof init?.body !== "string") return send();
  const key = `${url.hostname} ${init.body}`;
  let call = tokenCalls.get(key);
  if (!call) {
    call = send().finally(() => setTimeout(() => tokenCalls.delete(key), KEEP_MS).unref());
    tokenCalls.set(key, call);
  }
  return (await call).clone();
};
