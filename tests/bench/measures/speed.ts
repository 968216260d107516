import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { API_VERSION } from "#app/shopify/api-version.ts";
import { makeRivalTables, runRival } from "../naive-rival.ts";
import { SHOP } from "../names.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";
import { slowDownErp } from "../slow-erp.ts";

/** Orders per second from the click to the document: the app, then its rival, on the same machine, Shopify, database and ERP. */
export interface SpeedInput {
  ours: number;
  rival: number;
  erpMs: number;
}
export interface SpeedFound {
  ours: number;
  rival: number;
  /** Orders that the rival works on at a time, as the app does. */
  lanes: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as SpeedInput;
// Both make the document and nothing after it.
const { accessToken, connectionId, customerId } = await openShop({
  autoCreateOrders: true,
  autoRelease: false,
  documentNumberAttribute: false,
});
slowDownErp(input.erpMs);
const pipeline = await startPipeline();
await placeOrders(5, 3);
await pipeline.sync();
await placeOrders(input.ours, 3);
const ms = await pipeline.sync();
await requireDocuments(5 + input.ours);

const open = await openPort(SHOP, connectionId);
if (!open) throw new Error("the shop's connection is gone");
const target = {
  graphqlUrl: `${process.env.SHOPIFY_ORIGIN}/admin/api/${API_VERSION}/graphql.json`,
  headers: { "x-shopify-access-token": accessToken, "x-sim-shop": SHOP },
  databaseUrl: process.env.DATABASE_URL ?? "",
  erp: open.port,
  customerId,
  lanes: open.capabilities.rate.parallel,
};
await makeRivalTables(target.databaseUrl);
await runRival(target, await placeOrders(3, 3), ACCOUNTS.shipping);
const ids = await placeOrders(input.rival, 3);
const started = performance.now();
const { documents } = await runRival(target, ids, ACCOUNTS.shipping);
const rivalMs = performance.now() - started;
if (documents !== input.rival)
  throw new Error(`the rival made ${documents} of ${input.rival} documents`);
await pipeline.stop();
process.send?.({
  ours: input.ours / (ms / 1000),
  rival: documents / (rivalMs / 1000),
  lanes: target.lanes,
} satisfies SpeedFound);
