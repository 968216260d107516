import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { LIMITS } from "../capabilities.ts";
import { dueDate } from "../due-date.ts";
import { willGive } from "../number-series.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { isDay } from "#app/lib/day.ts";
import type { CustomerFact, DraftFacts } from "./facts.ts";
import { optionalReference, requireReference } from "./facts.ts";

/** A header as it will be booked; `number` is null when the series gives it. */
export interface CheckedHeader {
  number: string | null;
  sellToId: string;
  billToId: string;
  sellToName: string;
  sellToAddress: PostalAddress;
  billToAddress: PostalAddress;
  shipToAddress: PostalAddress;
  email: string;
  phone: string;
  currency: string;
  exchangeRate: Decimal;
  pricesIncludeTax: boolean;
  documentDate: string;
  dueDate: string | null;
  externalDocumentNumber: string;
  shopifyOrderNumber: string;
  shopifyOrderId: string;
  taxArea: string | null;
  taxLiable: boolean;
  paymentTerms: string | null;
  paymentMethod: string | null;
  shipmentMethod: string | null;
  shippingAgent: string | null;
  shippingAgentService: string | null;
  note: string;
}

/** Fields of a header that name an entry of the code list of the same name. */
type NamedReference =
  "shippingAgent" | "shippingAgentService" | "taxArea" | "paymentMethod" | "shipmentMethod";

/** `byHand`: a person makes it in the ledger, for no order of Shopify. */
export function checkHeader(
  draft: DocumentDraft,
  facts: DraftFacts,
  { byHand = false }: { byHand?: boolean } = {},
): CheckedHeader {
  const orderText = byHand ? checkedText : requiredText;
  if (!facts.company)
    throw misconfigured(refusal("company.missing"), refusal("action.setUpLedger"));
  const sellTo = customer("sellTo", draft.sellTo, facts);
  const billTo = customer("billTo", draft.billTo, facts);
  if (!isDay(draft.documentDate))
    throw invalid("documentDate", refusal("document.date", { date: draft.documentDate }));
  if (draft.dueDate !== undefined && !isDay(draft.dueDate))
    throw invalid("dueDate", refusal("document.dueDate", { date: draft.dueDate }));
  const terms = draft.paymentTerms
    ? requireReference(facts, "paymentTerms", { kind: "paymentTerms", code: draft.paymentTerms })
    : null;
  const optional = (field: NamedReference, parent?: string): string | null =>
    optionalReference(facts, field, { kind: field, code: draft[field], parent });
  const agent = optional("shippingAgent");
  if (draft.shippingAgentService && !agent)
    throw invalid("shippingAgentService", refusal("line.serviceWithoutAgent"));
  return {
    number: checkNumber(draft, facts),
    sellToId: sellTo.id,
    billToId: billTo.id,
    sellToName: draft.sellToAddress.name || sellTo.name,
    sellToAddress: checkAddress("sellToAddress", draft.sellToAddress, facts),
    billToAddress: checkAddress("billToAddress", draft.billToAddress, facts),
    shipToAddress: checkAddress("shipToAddress", draft.shipToAddress, facts),
    email: checkedText("email", draft.email, LIMITS.address),
    phone: checkedText("phone", draft.phone, LIMITS.address),
    currency: draft.currency,
    exchangeRate:
      draft.currency === facts.company.currency
        ? "1"
        : requireReference(facts, "currency", { kind: "currency", code: draft.currency }).details
            .rate,
    pricesIncludeTax: draft.pricesIncludeTax,
    documentDate: draft.documentDate,
    dueDate: draft.dueDate ?? (terms ? dueDate(draft.documentDate, terms.details) : null),
    externalDocumentNumber: checkedText(
      "externalDocumentNumber",
      draft.externalDocumentNumber,
      LIMITS.description,
    ),
    shopifyOrderNumber: orderText(
      "shopifyOrderNumber",
      draft.shopifyOrderNumber,
      LIMITS.description,
    ),
    shopifyOrderId: orderText("shopifyOrderId", draft.shopifyOrderId, LIMITS.description),
    taxArea: optional("taxArea"),
    taxLiable: draft.taxLiable,
    paymentTerms: terms?.code ?? null,
    paymentMethod: optional("paymentMethod"),
    shipmentMethod: optional("shipmentMethod"),
    shippingAgent: agent,
    shippingAgentService: optional("shippingAgentService", agent ?? ""),
    note: checkedText("note", draft.note, LIMITS.note),
  };
}

function customer(
  field: "sellTo" | "billTo",
  ref: DocumentDraft["sellTo"],
  facts: DraftFacts,
): CustomerFact {
  const found = facts.customers.find((candidate) => candidate.id === ref.id);
  if (!found) throw invalid(field, refusal("customer.deleted", { customer: ref.number ?? ref.id }));
  if (found.blocked)
    throw misconfigured(
      refusal("customer.blocked", { customer: found.number, name: found.name }),
      refusal("action.unblockCustomer"),
    );
  return found;
}

/** D-2: a number that is asked for, e.g. the Shopify order's. */
function checkNumber(draft: DocumentDraft, facts: DraftFacts): string | null {
  if (!facts.series) throw misconfigured(refusal("series.none"), refusal("action.addSeries"));
  if (draft.number === undefined) return null;
  const number = requiredText("number", draft.number, LIMITS.number);
  if (number.startsWith("@")) throw invalid("number", refusal("document.numberAt", { number }));
  if (number.trim() !== number) throw invalid("number", refusal("value.space", { value: number }));
  if (!facts.series.manualAllowed)
    throw misconfigured(
      refusal("series.documentsAutomatic"),
      refusal("action.allowManualDocuments"),
    );
  if (facts.sameNumber) throw invalid("number", refusal("document.numberTaken", { number }));
  if (willGive(facts.series, number))
    throw invalid("number", refusal("series.reserved", { number }));
  return number;
}

/** Country codes must be the ledger's; every text keeps the declared limits. */
function checkAddress(field: string, address: PostalAddress, facts: DraftFacts): PostalAddress {
  const checked: PostalAddress = { name: checkedText(`${field}.name`, address.name, LIMITS.name) };
  for (const part of ["name2", "contact"] as const)
    if (address[part] !== undefined)
      checked[part] = checkedText(`${field}.${part}`, address[part], LIMITS.name);
  for (const part of ["address1", "address2", "city", "county", "zip", "phone"] as const)
    if (address[part] !== undefined)
      checked[part] = checkedText(`${field}.${part}`, address[part], LIMITS.address);
  if (address.countryCode)
    checked.countryCode = requireReference(facts, `${field}.countryCode`, {
      kind: "country",
      code: address.countryCode,
    }).code;
  return checked;
}
