/** Results of bulk operations at the addresses that Shopify gives: whoever has one may read, until it ends. */
import type { ServerResponse } from "node:http";
import { BULK_RESULT } from "./faults.ts";
import { send } from "./http.ts";
import type { Simulation } from "./simulation.ts";

export function bulkFileEndpoint(sim: Simulation, res: ServerResponse, path: string): boolean {
  if (!path.startsWith("/shopify-bulk-results/")) return false;
  const shop = sim.shops.get(path.split("/")[2] ?? "");
  const text = shop?.world.fileAt?.(path);
  // Guess: an address that ended is refused as one that never was.
  if (!shop || text === undefined) {
    send(res, 403, "application/xml", "<Error><Code>AccessDenied</Code></Error>");
    return true;
  }
  const fault = sim.faults.take({ operation: BULK_RESULT, kind: undefined, shop: shop.domain });
  if (fault?.kind === "error-before-act") {
    send(res, fault.status ?? 503, "text/plain", "Service Unavailable");
    return true;
  }
  const bytes = Buffer.from(text, "utf8");
  res.writeHead(200, {
    "content-type": "application/jsonl",
    "content-length": String(bytes.length),
  });
  if (fault?.kind === "drop-answer") {
    res.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => res.destroy());
    return true;
  }
  res.end(bytes);
  return true;
}
