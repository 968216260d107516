import type { Ask, Sandbox } from "./ask.ts";
import { askerOf } from "./ask.ts";

export interface Finding {
  statement: string;
  expected: string;
  found: string;
}

type Rows = Record<string, unknown>[];
type Check = (ask: Ask, company: string, made: Made) => Promise<string>;
interface Made {
  id: string;
  key: string;
  sandbox: Sandbox;
}

const rows = (body: Record<string, unknown>): Rows => (body.value ?? []) as Rows;
const orderOf = ({ sandbox, key }: Made) => ({
  customerNumber: sandbox.customer,
  externalDocumentNumber: key,
  salesOrderLines: [
    { lineType: "Comment", description: "A check, deleted again" },
    { lineType: "Item", lineObjectNumber: sandbox.item, quantity: 2, unitPrice: 1 },
  ],
});

/** What the adapter believes and no public source proves. Each answers what Business Central does. */
const CHECKS: [statement: string, expected: string, check: Check][] = [
  [
    "several readings in one $batch are each answered",
    "200 200",
    async (ask, company) => {
      const requests = ["salesOrders", "salesInvoices"].map((set, index) => ({
        id: String(index),
        method: "GET",
        url: `${company}/${set}?$filter=externalDocumentNumber%20eq%20'NOBODY'`,
      }));
      const { body } = await ask("POST", "$batch", {
        body: { requests },
        headers: { prefer: "odata.continue-on-error" },
      });
      return ((body.responses ?? []) as { status: number }[]).map(({ status }) => status).join(" ");
    },
  ],
  [
    "lines of a new order are numbered 10000, 20000 … in the order sent",
    "10000 20000",
    async (ask, company, { id }) => {
      const { body } = await ask("GET", `${company}/salesOrders(${id})?$expand=salesOrderLines`);
      return ((body.salesOrderLines ?? []) as Rows)
        .map(({ sequence }) => String(sequence))
        .join(" ");
    },
  ],
  [
    "a price after the quantity is kept, one before it is replaced by the item's own",
    "kept replaced",
    async (ask, company, made) => {
      const item = { lineType: "Item", lineObjectNumber: made.sandbox.item };
      const lines = [
        { ...item, quantity: 2, unitPrice: 98765.43 },
        { ...item, unitPrice: 98765.43, quantity: 2 },
      ];
      const body = { ...orderOf(made), salesOrderLines: lines };
      const { id } = (await ask("POST", `${company}/salesOrders`, { body })).body;
      const path = `${company}/salesOrders(${String(id)})`;
      const read = (await ask("GET", `${path}?$expand=salesOrderLines`)).body;
      await ask("DELETE", path);
      return ((read.salesOrderLines ?? []) as Rows)
        .map(({ unitPrice }) => (unitPrice === 98765.43 ? "kept" : "replaced"))
        .join(" ");
    },
  ],
  [
    "a second order with the same external number is taken, and both are found",
    "2",
    async (ask, company, made) => {
      const second = await ask("POST", `${company}/salesOrders`, { body: orderOf(made) });
      const filter = `externalDocumentNumber eq '${made.key}'`;
      const found = await ask(
        "GET",
        `${company}/salesOrders?$filter=${encodeURIComponent(filter)}`,
      );
      await ask("DELETE", `${company}/salesOrders(${String(second.body.id)})`);
      return String(rows(found.body).length);
    },
  ],
  [
    "$expand over a list gives each order its own lines",
    "own",
    async (ask, company) => {
      const { body } = await ask("GET", `${company}/salesOrders?$top=20&$expand=salesOrderLines`);
      const strange = rows(body).filter(({ id, salesOrderLines }) =>
        ((salesOrderLines ?? []) as Rows).some(({ documentId }) => documentId !== id),
      );
      return strange.length === 0 ? "own" : `${strange.length} orders with others' lines`;
    },
  ],
  [
    "a change without If-Match is refused with 400",
    "400",
    async (ask, company, { id }) =>
      String(
        (await ask("PATCH", `${company}/salesOrders(${id})`, { body: { email: "a@example.com" } }))
          .status,
      ),
  ],
  [
    "a change with an old etag is refused with 409",
    "409",
    async (ask, company, { id }) => {
      const path = `${company}/salesOrders(${id})`;
      const headers = { "if-match": String((await ask("GET", path)).body["@odata.etag"]) };
      await ask("PATCH", path, { body: { email: "b@example.com" }, headers });
      return String(
        (await ask("PATCH", path, { body: { email: "c@example.com" }, headers })).status,
      );
    },
  ],
  [
    "a filter value longer than its field is an error",
    "400",
    async (ask, company) =>
      String(
        (await ask("GET", `${company}/items?$filter=number%20eq%20'${"9".repeat(22)}'`)).status,
      ),
  ],
  [
    "changes are read by lastModifiedDateTime, then id",
    "200",
    async (ask, company) =>
      String(
        (
          await ask(
            "GET",
            `${company}/salesOrders?$filter=lastModifiedDateTime%20ge%202020-01-01T00:00:00Z&$orderby=lastModifiedDateTime,id`,
          )
        ).status,
      ),
  ],
  [
    "subscriptions to changes can be listed",
    "200",
    async (ask) => String((await ask("GET", "subscriptions")).status),
  ],
  [
    "an order that is deleted answers 404",
    "204 404",
    async (ask, company, { id }) => {
      const path = `${company}/salesOrders(${id})`;
      const { status } = await ask("DELETE", path);
      return `${status} ${(await ask("GET", path)).status}`;
    },
  ],
];

/** Runs every check on a sandbox. Makes three orders and deletes them again, whatever happens in between; posts nothing. */
export async function checkSandbox(sandbox: Sandbox): Promise<Finding[]> {
  const { ask, company } = await askerOf(sandbox);
  const made: Made = { id: "", key: `SHOPIFY-SO-${Date.now()}`, sandbox };
  const order = await ask("POST", `${company}/salesOrders`, { body: orderOf(made) });
  if (order.status !== 201)
    throw new Error(`no order could be made: ${JSON.stringify(order.body)}`);
  made.id = String(order.body.id);
  const findings: Finding[] = [];
  try {
    for (const [statement, expected, check] of CHECKS)
      findings.push({ statement, expected, found: await check(ask, company, made) });
  } finally {
    await clearAway(ask, company, made);
  }
  return findings;
}

/** What a check left that did not get to its end. */
async function clearAway(ask: Ask, company: string, { key }: Made): Promise<void> {
  const filter = encodeURIComponent(`externalDocumentNumber eq '${key}'`);
  const { body } = await ask("GET", `${company}/salesOrders?$filter=${filter}`);
  for (const { id } of rows(body)) await ask("DELETE", `${company}/salesOrders(${String(id)})`);
}
