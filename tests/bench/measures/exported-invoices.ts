import { randomUUID } from "node:crypto";
import { createClock } from "#tests/simulators/shopify/clock.ts";
import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import { SHOP } from "../names.ts";
import { startPipeline } from "../pipeline.ts";
import { askedOfShopify, openShop } from "../shop.ts";

/** Posts many invoices in the ledger and has all of them become orders. */
export interface ExportInput {
  invoices: number;
}
export interface ExportFound {
  calls: number;
  points: number;
  /** Orders that were made beyond one of each invoice. */
  twice: number;
}

const { invoices } = JSON.parse(process.argv[2] ?? "{}") as ExportInput;
const { connectionId } = await openShop({ exportInvoices: true });
const { db } = await import("#app/db/client.server.ts");
const { addJob } = await import("#app/db/jobs.server.ts");
const { PULL_INVOICES } = await import("#app/domain/invoice-export/jobs.ts");
const { startSending } = await import("#app/domain/invoice-export/sync.server.ts");
const { insertCustomer, postInvoiceByHand } = await import("#app/erp/ledger/back-office.server.ts");
const scope = { shop: SHOP, connectionId };
// The simulated Shopify is another process; a shop like it has the same customers.
const [customer] = createWorld({ shop: SHOP, clock: createClock(), seed: "empty" }).store()
  .customers;
const name = "Renate Vogel";
const { id: customerId } = await insertCustomer(scope, null, { name, address: { name } });
await db.customerLink.create({
  data: { ...scope, shopifyId: customer?.id ?? "", erpId: customerId, foundBy: "bench" },
});
const line = { kind: "fee", number: "4300", description: "Advice", unitPrice: "50" } as const;
for (let at = 0; at < invoices; at += 1)
  await postInvoiceByHand(
    scope,
    {
      kind: "salesInvoice",
      customerId,
      externalDocumentNumber: `PO-${at}`,
      note: "",
      location: "",
      lines: [{ ...line, quantity: String((at % 9) + 1), taxRate: "0.19" }],
      clickId: randomUUID(),
    },
    "bench",
  );
const pipeline = await startPipeline();
await pipeline.after(() => addJob(db, PULL_INVOICES, { shop: SHOP }));
const seen = (await askedOfShopify()).length;
await pipeline.after(() => startSending(SHOP));
const asked = (await askedOfShopify()).slice(seen);
const exported = await db.exportedInvoice.findMany({
  where: { shop: SHOP, state: "exported" },
  select: { orderId: true },
});
if (exported.length !== invoices)
  throw new Error(`${exported.length} of ${invoices} invoices became orders`);
if (new Set(exported.map(({ orderId }) => orderId)).size !== invoices)
  throw new Error("two invoices became the same order");
const made = asked.filter(({ operation }) => operation === "CreateOrder").length;
await pipeline.stop();
process.send?.({
  calls: asked.length,
  points: asked.reduce((total, { requestedCost }) => total + requestedCost, 0),
  twice: made - invoices,
} satisfies ExportFound);
