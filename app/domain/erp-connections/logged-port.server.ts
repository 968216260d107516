import { ErpError } from "#app/erp/errors.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import { now } from "#app/lib/clock.ts";
import { logCall } from "#app/shopify/api-log.server.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

/** What every call is given last. A task's context serves as it and names its order. */
const optionsOf = (args: readonly unknown[]): { traceId?: unknown; orderId?: unknown } =>
  (args.at(-1) as { traceId?: unknown; orderId?: unknown } | null | undefined) ?? {};
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The connection's port, each call of which is logged beside those to Shopify, as far as the shop card's log mode wants it. */
export function loggedPort(
  { shop, adapter }: { shop: string; adapter: string },
  port: ErpConnectionPort,
): ErpConnectionPort {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || typeof name !== "string") return method;
      return async (...args: unknown[]) => {
        const at = now();
        const began = performance.now();
        const { traceId, orderId } = optionsOf(args);
        const log = (outcome: string, answer: string | null): void =>
          logCall({
            shop,
            system: "erp",
            at,
            operation: `${adapter}.${name}`,
            status: null,
            outcome,
            requestedCost: null,
            actualCost: null,
            durationMs: Math.round(performance.now() - began),
            requestId: textOf(traceId),
            orderId: textOf(orderId),
            variables: { arguments: args.slice(0, -1) },
            answer,
          });
        try {
          const result = await (method as Method).apply(target, args);
          log("ok", null);
          return result;
        } catch (error) {
          const known = error instanceof ErpError ? error.detail : null;
          log(known?.class ?? "internal", known ? known.message : "unexpected error");
          throw error;
        }
      };
    },
  });
}
