// Prisma knows ids as text. Here the columns of its result types get the types of app/lib/ids.ts, so
// that a row that was read cannot give its order where a task is asked for. What is written stays text.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const MODELS = "app/db/generated/models";

/** What a column names, whichever model it is in. */
const COLUMNS = {
  orderId: "OrderId",
  orderIds: "OrderId",
  refundId: "RefundId",
  returnId: "ReturnId",
  giftCardId: "GiftCardId",
  inventoryItemId: "InventoryItemId",
  lineId: "LineId",
  cardId: "CardId",
  variantId: "VariantId",
  captureId: "TransactionId",
  connectionId: "ConnectionId",
  salesDocumentId: "DocumentId",
  documentId: "DocumentId",
  invoiceId: "InvoiceId",
  buildId: "BuildId",
  servedId: "BuildId",
  runId: "RunId",
  lastRunId: "RunId",
  taskId: "TaskId",
  afterTaskId: "TaskId",
  versionId: "VersionId",
  currentVersionId: "VersionId",
  processedVersionId: "VersionId",
  resolvedVersionId: "VersionId",
};

/** The models whose `id` has a type of its own. */
const OWN = {
  CatalogBuild: "BuildId",
  ErpConnection: "ConnectionId",
  OrderVersion: "VersionId",
  PostedInvoice: "InvoiceId",
  PostedShipment: "ShipmentId",
  SalesDocument: "DocumentId",
  ShopCard: "CardId",
  SyncRun: "RunId",
  Task: "TaskId",
};

/** A registered payment's is also the name of an entry by hand. */
const IN_MODEL = { PaymentLine: { transactionId: "TransactionId" } };

/** The books of the built-in ERP are another system's: of the app's ids they hold the connection alone. */
const columnsOf = (model) =>
  model.startsWith("Ledger")
    ? { connectionId: COLUMNS.connectionId }
    : { ...COLUMNS, ...IN_MODEL[model], ...(OWN[model] && { id: OWN[model] }) };

// The generated files are not type-checked: a type that is not there would be anything.
const declared = readFileSync("app/lib/ids.ts", "utf8");
for (const id of [COLUMNS, OWN, ...Object.values(IN_MODEL)].flatMap((ids) => Object.values(ids)))
  if (!declared.includes(`export type ${id} `)) throw new Error(`app/lib/ids.ts has no ${id}`);

/** Rows, and what grouping and aggregating answer. */
const RESULT = /^(?:export type \$\w+Payload<|export type \w+OutputType = \{)[^]*?^\}/gm;

for (const file of readdirSync(MODELS)) {
  const columns = columnsOf(file.replace(".ts", ""));
  const used = new Set();
  const text = readFileSync(`${MODELS}/${file}`, "utf8").replace(RESULT, (type) =>
    type.replace(/^( +)(\w+): string(\[\])?/gm, (line, indent, column, list = "") => {
      const id = columns[column];
      if (id === undefined) return line;
      used.add(id);
      return `${indent}${column}: ${id}${list}`;
    }),
  );
  if (used.size === 0) continue;
  const names = [...used].sort().join(", ");
  writeFileSync(
    `${MODELS}/${file}`,
    text.replace(/^import /m, `import type { ${names} } from "#app/lib/ids.ts"\nimport `),
  );
}
