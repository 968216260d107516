import type { Books } from "../books/books.ts";
import type { Row, Value } from "../api/value.ts";
import { NO_GUID, stored } from "../api/value.ts";
import { bad, fieldRule, rule } from "../api/refusal.ts";
import type { Kind } from "./kinds.ts";
import { byId, country, currencyOf, customerNamed, usable } from "./related.ts";

const REFERENCES: Record<string, [set: string, text: string]> = {
  paymentTermsId: ["paymentTerms", 'The "paymentTermsId" does not match to a Payment Terms.'],
  shipmentMethodId: [
    "shipmentMethods",
    'The "shipmentMethodId" does not match to a Shipment Method.',
  ],
};

/** The values of a header as they were sent, read in their order and checked. */
export function applyToHeader(
  books: Books,
  kind: Kind,
  document: Row,
  sent: Record<string, unknown>,
): void {
  const set = books.set(kind);
  const body: Row = {};
  for (const [name, value] of Object.entries(sent)) {
    const field = set.fields.get(name);
    if (!field)
      throw bad("BadRequest", `The property '${name}' does not exist on type '${set.name}'.`);
    if (field.readOnly) throw bad("BadRequest_InvalidOperation", `Control '${name}' is read-only.`);
    body[name] = stored(field, value);
  }
  const sellTo = customerNamed(books, body, "customerId", "customerNumber");
  if (sellTo) takeCustomer(books, document, sellTo);
  if (document.customerId === undefined)
    throw rule('A "customerNumber" or a "customerId" must be provided.');
  const billTo = customerNamed(books, body, "billToCustomerId", "billToCustomerNumber");
  if (billTo) takeBillTo(document, billTo);
  for (const [name, value] of Object.entries(body)) take(books, document, name, value);
  copyBillTo(books, document);
}

const DONE = ["customerId", "customerNumber", "billToCustomerId", "billToCustomerNumber"];

function take(books: Books, document: Row, name: string, value: Value): void {
  if (DONE.includes(name)) return;
  if (name === "currencyCode") {
    document.currencyCode = currencyOf(books, String(value));
    return;
  }
  const reference = REFERENCES[name];
  if (reference) byId(books, reference[0], value, reference[1]);
  if (/^(sellTo|shipTo|billTo)Country$/.test(name))
    country(books, "Country/Region Code", "Sales Header", String(value));
  if (name === "phoneNumber" && /\p{L}/u.test(String(value)))
    throw rule("You cannot enter letters in this field.");
  if (name === "discountAmount" && value !== "0" && books.linesOf(document).length === 0)
    throw rule(
      "Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected. To add a discount, specify a line discount in the Line Discount % field for the relevant lines, or add a line of type Item where the Allow Invoice Disc. field is selected.",
    );
  if (name === "invoiceId") {
    const invoice = books.find("salesInvoices", "id", value);
    if (value !== NO_GUID && !invoice) throw rule('The "invoiceId" does not match to an Invoice.');
    document.invoiceNumber = invoice?.number ?? "";
  }
  document[name] = value;
}

function takeCustomer(books: Books, document: Row, customer: Row): void {
  usable(customer);
  if (!books.setUp.vat[String(customer.$vatGroup)])
    throw fieldRule(
      `VAT Bus. Posting Group must have a value in Customer: No.=${String(customer.number)}.`,
    );
  Object.assign(document, {
    customerId: customer.id,
    customerNumber: customer.number,
    customerName: customer.displayName,
    $vatGroup: customer.$vatGroup,
    currencyCode: customer.currencyCode || books.setUp.localCurrency,
    pricesIncludeTax: customer.$pricesIncludeTax ?? false,
    paymentTermsId: customer.paymentTermsId ?? NO_GUID,
    shipmentMethodId: customer.shipmentMethodId ?? NO_GUID,
    sellToAddressLine1: customer.addressLine1 ?? "",
    sellToAddressLine2: customer.addressLine2 ?? "",
    sellToCity: customer.city ?? "",
    sellToState: customer.state ?? "",
    sellToCountry: customer.country ?? "",
    sellToPostCode: customer.postalCode ?? "",
    shipToName: customer.displayName,
    phoneNumber: customer.phoneNumber ?? "",
    email: customer.email ?? "",
  });
  takeBillTo(document, customer);
}

function takeBillTo(document: Row, customer: Row): void {
  usable(customer);
  Object.assign(document, {
    billToCustomerId: customer.id,
    billToCustomerNumber: customer.number,
    billToName: customer.displayName,
  });
}

/** The bill-to address is the sell-to's where both are one customer, else that customer's card. */
function copyBillTo(books: Books, document: Row): void {
  const other =
    document.billToCustomerId === document.customerId
      ? undefined
      : books.find("customers", "id", document.billToCustomerId);
  const value = (own: string, card: string): Value =>
    (other ? other[card] : document[`sellTo${own}`]) ?? "";
  Object.assign(document, {
    billToAddressLine1: value("AddressLine1", "addressLine1"),
    billToAddressLine2: value("AddressLine2", "addressLine2"),
    billToCity: value("City", "city"),
    billToState: value("State", "state"),
    billToCountry: value("Country", "country"),
    billToPostCode: value("PostCode", "postalCode"),
  });
}
