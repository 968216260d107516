import { compare, isZero, multiply, subtract } from "#app/money/decimal.ts";
import { randomUUID } from "node:crypto";
import type { Books } from "../books/books.ts";
import type { EntitySet } from "../api/schema.ts";
import type { Row, Value } from "../api/value.ts";
import { NO_GUID, stored } from "../api/value.ts";
import { bad, fieldRule, rule } from "../api/refusal.ts";
import { notRelated } from "./related.ts";

interface Draft {
  books: Books;
  document: Row;
  line: Row;
}

/** Properties take effect one after the other, in the order of the JSON: a later one overwrites what an earlier one computed. */
const SETTERS: Record<string, (draft: Draft, value: Value) => void> = {
  lineType: ({ line }, value) => void (line.lineType = value),
  itemId: (draft, value) => {
    if (value === NO_GUID) return;
    if (draft.line.accountId !== undefined)
      throw rule('Both "itemId" and "accountId" are specified. Specify only one of them.');
    const item = draft.books.find("items", "id", value);
    if (!item) throw rule("Item does not exist.");
    takeItem(draft, item);
  },
  accountId: (draft, value) => {
    if (value === NO_GUID) return;
    if (draft.line.itemId !== undefined)
      throw rule('Both "itemId" and "accountId" are specified. Specify only one of them.');
    const account = draft.books.find("accounts", "id", value);
    if (!account) throw rule("Account does not exist.");
    takeAccount(draft, account);
  },
  lineObjectNumber: (draft, value) => {
    const set = draft.line.lineType === "Account" ? "accounts" : "items";
    const found = draft.books.find(set, "number", value);
    if (!found)
      throw notRelated(
        "No.",
        "Sales Line",
        String(value),
        set === "items" ? "Item" : "G/L Account",
      );
    if (set === "items") takeItem(draft, found);
    else takeAccount(draft, found);
  },
  itemVariantId: ({ books, line }, value) => {
    if (value === NO_GUID) return;
    const variant = books.find("itemVariants", "id", value);
    if (!variant || variant.itemId !== line.itemId)
      throw notRelated("Variant Code", "Sales Line", String(value), "Item Variant");
    line.itemVariantId = value;
  },
  locationId: ({ books, line }, value) => {
    if (value !== NO_GUID && !books.find("locations", "id", value))
      throw notRelated("Location Code", "Sales Line", String(value), "Location");
    line.locationId = value;
  },
  unitOfMeasureCode: ({ books, line }, value) => {
    if (value !== "" && !books.find("unitsOfMeasure", "code", value))
      throw notRelated("Unit of Measure Code", "Sales Line", String(value), "Unit of Measure");
    line.unitOfMeasureCode = value;
    line.unitPrice = line.$price ?? "0";
  },
  description: ({ line }, value) => void (line.description = value),
  description2: ({ line }, value) => void (line.description2 = value),
  quantity: ({ line }, value) => {
    line.quantity = value;
    line.unitPrice = line.$price ?? "0";
    line.discountAmount = "0";
    resetQuantities(line);
  },
  unitPrice: ({ line }, value) => {
    line.unitPrice = value;
    line.discountAmount = "0";
  },
  discountAmount: ({ line }, value) => {
    const whole = multiply(String(line.quantity ?? "0"), String(line.unitPrice ?? "0"));
    if (!isZero(String(value)) && compare(String(value), whole) > 0)
      throw fieldRule(`Line Discount % must not be greater than 100 in Sales Line.`);
    line.discountAmount = value;
  },
  taxCode: ({ books, line }, value) => {
    if (!books.find("taxGroups", "code", value))
      throw notRelated(
        "VAT Prod. Posting Group",
        "Sales Line",
        String(value),
        "VAT Product Posting Group",
      );
    line.$taxGroup = value;
  },
  shipmentDate: ({ line }, value) => void (line.shipmentDate = value),
  shipQuantity: ({ line }, value) => {
    line.shipQuantity = value;
    line.invoiceQuantity = subtract(
      multiply("1", String(value)),
      subtract(String(line.invoicedQuantity), String(line.shippedQuantity)),
    );
  },
  invoiceQuantity: ({ line }, value) => {
    const most = subtract(
      multiply("1", String(line.shipQuantity)),
      subtract(String(line.invoicedQuantity), String(line.shippedQuantity)),
    );
    if (compare(String(value), most) > 0)
      throw fieldRule(`You cannot invoice more than ${most} units.`);
    line.invoiceQuantity = value;
  },
};

function takeItem({ line }: Draft, item: Row): void {
  // The relation is to items that are not blocked: one that is blocked is not found.
  if (item.blocked === true) throw notRelated("No.", "Sales Line", String(item.number), "Item");
  if (item.$salesBlocked === true)
    throw rule(
      `You cannot sell Item ${String(item.number)} because the Sales Blocked check box is selected on the Item card.`,
    );
  Object.assign(line, {
    lineType: "Item",
    itemId: item.id,
    lineObjectNumber: item.number,
    description: item.displayName,
    unitOfMeasureCode: item.baseUnitOfMeasureCode ?? "",
    unitPrice: item.unitPrice ?? "0",
    $price: item.unitPrice ?? "0",
    $taxGroup: item.taxGroupCode,
  });
}

function takeAccount({ line }: Draft, account: Row): void {
  const where = `in G/L Account: No.=${String(account.number)}.`;
  if (account.accountType !== "Posting")
    throw fieldRule(`Account Type must be equal to 'Posting' ${where}`);
  if (account.directPosting !== true)
    throw fieldRule(`Direct Posting must be equal to 'Yes' ${where}`);
  if (account.blocked === true) throw fieldRule(`Blocked must be equal to 'No' ${where}`);
  Object.assign(line, {
    lineType: "Account",
    accountId: account.id,
    lineObjectNumber: account.number,
    description: account.displayName,
    $taxGroup: account.$taxGroup ?? "",
  });
}

/** What a post would ship and invoice: all that is left. */
export function resetQuantities(line: Row): void {
  line.shippedQuantity ??= "0";
  line.invoicedQuantity ??= "0";
  line.shipQuantity = subtract(String(line.quantity ?? "0"), String(line.shippedQuantity));
  line.invoiceQuantity = subtract(String(line.quantity ?? "0"), String(line.invoicedQuantity));
}

export function applyToLine(
  books: Books,
  set: EntitySet,
  { document, line, body }: { document: Row; line: Row; body: Record<string, unknown> },
): void {
  for (const [name, sent] of Object.entries(body)) {
    const field = set.fields.get(name);
    if (!field)
      throw bad("BadRequest", `The property '${name}' does not exist on type '${set.name}'.`);
    if (field.readOnly) throw bad("BadRequest_InvalidOperation", `Control '${name}' is read-only.`);
    if (name === "sequence" || name === "documentId") continue;
    const setter = SETTERS[name];
    if (!setter)
      throw bad("BadRequest_NotImplemented", `The stand-in does not know '${set.name}.${name}'.`);
    if (line.lineType === "Comment" && !["description", "description2", "lineType"].includes(name))
      throw fieldRule("Type must not be _x0020_ in Sales Line.");
    setter({ books, document, line }, stored(field, sent));
  }
  if (line.lineType === undefined) line.lineType = "Comment";
  line.taxPercent =
    line.lineType === "Comment" ? "0" : rateOf(books, document, String(line.$taxGroup ?? ""));
  line.taxCode = line.$taxGroup ?? "";
}

function rateOf(books: Books, document: Row, group: string): string {
  const area = String(document.$vatGroup);
  const rate = books.setUp.vat[area]?.[group];
  if (rate === undefined)
    throw bad(
      "Internal_RecordNotFound",
      `The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='${area}',VAT Prod. Posting Group='${group}'`,
    );
  return rate;
}

/** A new line at the end of a document, or with the number asked for. */
export function newLine(
  books: Books,
  set: EntitySet,
  { document, lines, body }: { document: Row; lines: Row[]; body: Record<string, unknown> },
): Row {
  const asked = body.sequence;
  if (asked !== undefined && books.version === 22)
    throw bad(
      "Internal_ServerError",
      "You cannot change the value of the SystemId field. Table: Sales Line",
    );
  const last = Math.max(0, ...lines.map(({ sequence }) => Number(sequence)));
  const sequence = typeof asked === "number" && asked > 0 ? asked : last + 10000;
  if (lines.some((line) => line.sequence === sequence))
    throw bad(
      "Internal_EntityWithSameKeyExists",
      "You cannot insert a line because a line already exists.",
    );
  const line: Row = { id: randomUUID(), documentId: String(document.id), sequence, $version: 1 };
  applyToLine(books, set, { document, line, body });
  resetQuantities(line);
  return line;
}
