import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { CREATE_DOCUMENTS } from "#app/domain/documents/jobs.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { outbound } from "#app/erp/outbound/fetch.server.ts";
import { closePlaces } from "#app/erp/call-limit/places.server.ts";
import type { ConnectableBooks } from "#tests/fixtures/demo-business-central.ts";
import { openBareBusinessCentral } from "../bare-business-central.ts";
import { SHOP } from "../names.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { openBusinessCentralShop, placeOrders } from "../shop.ts";

/** From imported order to sales order by the app's own workers, and the same orders by a bare script, in turns on the same Business Central. */
export interface BusinessCentralInput {
  rounds: number;
  orders: number;
}
export interface BusinessCentralFound {
  orders: number;
  ours: Side;
  bare: Side;
  /** Calls of one look for news while there is none. */
  idleCalls: number;
}
interface Side {
  ms: number;
  calls: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as BusinessCentralInput;
// The process that starts this measure writes it; without it, nothing can be connected and the measure fails.
const books = JSON.parse(process.env.BENCH_BUSINESS_CENTRAL ?? "{}") as ConnectableBooks;

const asked: { method: string; url: string; body?: string | undefined }[] = [];
const send = outbound.send.bind(outbound);
outbound.send = (request) => {
  asked.push({ method: request.method, url: request.url, body: request.body });
  return send(request);
};
const askedSince = (): typeof asked => asked.splice(0);

await openBusinessCentralShop(books, { autoCreateOrders: false, documentNumberAttribute: false });
const pipeline = await startPipeline();
const bare = await openBareBusinessCentral(books);

const found: BusinessCentralFound = {
  orders: 0,
  ours: { ms: 0, calls: 0 },
  bare: { ms: 0, calls: 0 },
  idleCalls: 0,
};
let placed = 0;
const WARM_UP = 5;
for (let round = 0; round <= input.rounds; round += 1) {
  const count = round === 0 ? WARM_UP : input.orders; // a process that has just begun compiles first
  const orderIds = await placeOrders(count, 3, 1, { ownStreet: true });
  placed += count;
  await pipeline.sync();
  askedSince();
  const ms = await pipeline.after(() =>
    addJob(db, CREATE_DOCUMENTS, { shop: SHOP, orderIds, by: "bench" }),
  );
  const calls = askedSince();
  await requireDocuments(placed);
  const bodies = calls.flatMap(({ method, url, body }) =>
    method === "POST" && url.endsWith("/salesOrders") && body ? [JSON.parse(body) as object] : [],
  );
  if (bodies.length !== count)
    throw new Error(`${count} orders were made by ${bodies.length} calls`);
  const same = await bare.make(bodies);
  if (round === 0) continue;
  found.orders += count;
  found.ours.ms += ms;
  found.ours.calls += calls.length;
  found.bare.ms += same.ms;
  found.bare.calls += same.calls;
}
const { id } = await db.erpConnection.findFirstOrThrow({
  where: { shop: SHOP, adapter: "business-central" },
});
// The first look reads everything, the next one repeats what is newest.
for (let look = 0; look < 3; look += 1) {
  askedSince();
  await pipeline.after(() => afterPosting(SHOP, id));
  found.idleCalls = askedSince().length;
}
bare.close();
await pipeline.stop();
await closePlaces();
process.send?.(found);
