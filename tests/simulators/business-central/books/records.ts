import type { EntitySet } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { NO_GUID, stored } from "../api/value.ts";
import { bad, fieldRule, notAllowed, rule } from "../api/refusal.ts";
import { byId, country } from "../sales/related.ts";
import type { Books } from "./books.ts";

/** Values of a record as they came, each checked against its field. */
function valuesOf(set: EntitySet, body: Record<string, unknown>): Row {
  const values: Row = {};
  for (const [name, value] of Object.entries(body)) {
    const field = set.fields.get(name);
    if (!field)
      throw bad("BadRequest", `The property '${name}' does not exist on type '${set.name}'.`);
    if (field.readOnly) throw bad("BadRequest_InvalidOperation", `Control '${name}' is read-only.`);
    values[name] = stored(field, value);
  }
  return values;
}

const NUMBERED = { customers: ["Customer", "C"], items: ["Item", "I"] } as const;
type Numbered = keyof typeof NUMBERED;

/** A customer, an item, a variant or a payment line. Other records are an administrator's to make. */
export function insertRecord(books: Books, setName: string, body: Record<string, unknown>): Row {
  const set = books.set(setName);
  const values = valuesOf(set, body);
  if (setName === "customers" || setName === "items") {
    checkRecord(books, setName, values);
    values.number = numberFor(books, setName, String(values.number ?? ""));
    if (setName === "customers") {
      if (!values.displayName) throw rule('A "displayName" must be provided.');
      values.currencyCode ??= books.setUp.localCurrency;
      return books.add(setName, {
        ...values,
        $vatGroup: vatGroupOf(books, values),
        $pricesIncludeTax: false,
      });
    }
    if (values.inventory !== undefined) throw rule("Inventory cannot be changed during on insert.");
    return books.add(setName, {
      type: "Inventory",
      taxGroupCode: "VAT19",
      ...values,
      inventory: "0",
    });
  }
  if (setName === "customerPayments") return insertPayment(books, values);
  throw notAllowed("POST");
}

const vatGroupOf = (books: Books, values: Row): string =>
  String(books.find("taxAreas", "id", values.taxAreaId)?.code ?? "DOMESTIC");

function checkRecord(books: Books, setName: Numbered, values: Row): void {
  country(books, "Country/Region Code", NUMBERED[setName][0], String(values.country ?? ""));
  if (/\p{L}/u.test(String(values.phoneNumber ?? "")))
    throw rule("Phone No. must not contain letters");
  if (typeof values.email === "string" && values.email !== "" && !values.email.includes("@"))
    throw rule(`The email address "${values.email}" is not valid.`);
  if (values.taxAreaId !== undefined && values.taxAreaId !== NO_GUID)
    byId(books, "taxAreas", values.taxAreaId, "The tax area cannot be found.");
  const unit = String(values.baseUnitOfMeasureCode ?? "");
  if (unit !== "" && !books.find("unitsOfMeasure", "code", unit))
    throw rule("The unit of measure values do not match to a specific Unit of Measure.");
}

function numberFor(books: Books, setName: Numbered, asked: string): string {
  const [table, prefix] = NUMBERED[setName];
  if (asked === "") return books.next(setName, prefix, 10000);
  if (!books.setUp.manualNumbers[setName])
    throw rule(
      `You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series ${table.toUpperCase()}.`,
    );
  if (books.find(setName, "number", asked))
    throw bad(
      "Internal_EntityWithSameKeyExists",
      `The record in table ${table} already exists. Identification fields and values: No.='${asked}'`,
    );
  return asked;
}

function insertPayment(books: Books, values: Row): Row {
  const journal = books.find("customerPaymentJournals", "id", values.journalId);
  if (!journal)
    throw rule("You must specify a journal batch ID or a journal ID to get a journal line.");
  const customer = byId(
    books,
    "customers",
    values.customerId,
    'The "customerId" does not match to a Customer.',
  );
  const invoiceId = values.appliesToInvoiceId ?? NO_GUID;
  const invoice = books.find("salesInvoices", "id", invoiceId);
  if (invoiceId !== NO_GUID && invoice?.$posted !== true)
    throw rule(
      'The "appliesToInvoiceId" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.',
    );
  if (!customer && !invoice) throw fieldRule("Account No. must have a value in Gen. Journal Line.");
  return books.add("customerPayments", {
    ...values,
    documentNumber: values.documentNumber || books.next("payments", "G"),
    lineNumber: (books.rows("customerPayments").length + 1) * 10000,
  });
}

export function changeRecord(
  books: Books,
  setName: string,
  row: Row,
  body: Record<string, unknown>,
): void {
  if (setName !== "customers" && setName !== "items") throw notAllowed("PATCH");
  const values = valuesOf(books.set(setName), body);
  checkRecord(books, setName, values);
  if (setName === "customers" && values.displayName === "")
    throw rule('The blank "displayName" is not allowed.');
  Object.assign(row, values);
  books.touch(row);
}
