import { countRoundTrips } from "../counted-client.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";

/** Counts statements at the database driver for orders on their whole way, in a shop that has synced before. */
export interface RoundTripsInput {
  orders: number;
  lines: number[];
  /** Release the document and write its number on the Shopify order too, as a new shop card does. */
  followUps: boolean;
}
export interface RoundTripsFound {
  lines: number;
  app: number;
  /** Of these, after the first order was announced: a listing is one for all that it lists. */
  announced: number;
  queue: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as RoundTripsInput;
const driver = countRoundTrips();
await openShop({
  autoCreateOrders: true,
  autoRelease: input.followUps,
  documentNumberAttribute: input.followUps,
});
const pipeline = await startPipeline((client, text) => driver.quietly(client, text));
await placeOrders(2, 3);
await pipeline.sync();
const found: RoundTripsFound[] = [];
let placed = 2;
for (const lines of input.lines) {
  await placeOrders(input.orders, lines);
  placed += input.orders;
  driver.since();
  await pipeline.sync();
  const counted = driver.since();
  if (process.env.BENCH_STATEMENTS)
    for (const { text, count } of counted.statements())
      console.error(`${String(count).padStart(5)}  ${text.slice(0, 160)}`);
  found.push({
    lines,
    app: counted.app / input.orders,
    announced: counted.afterAnnouncing.app / input.orders,
    queue: counted.queue / input.orders,
  });
  await requireDocuments(placed);
}
await pipeline.stop();
process.send?.(found);
