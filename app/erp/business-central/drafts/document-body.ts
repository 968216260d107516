import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { SETS } from "../documents/sets.ts";
import type { Body } from "../wire/json.ts";
import { numeral } from "../wire/json.ts";
import { addressFields, contactOf, phoneOf } from "./address.ts";
import type { TaxGroups } from "./tax-groups.ts";
import { taxGroupOf } from "./tax-groups.ts";
import { inParts } from "./text.ts";

/** Ids of the codes a draft names. */
export interface DraftIds {
  customer: string;
  billTo: string;
  paymentTerms?: string;
  shipmentMethod?: string;
  locations: ReadonlyMap<string, string>;
  variants: ReadonlyMap<string, string>;
}

export interface Writing {
  reference: string;
  draft: DocumentDraft;
  ids: DraftIds;
  taxGroups: TaxGroups | undefined;
  /** A rounding line, with the account it is booked on. */
  rounding?: { account: string; amount: Decimal; text: string };
}

export const variantKey = (line: DraftLine): string =>
  `${line.item?.id ?? ""} ${line.variantCode ?? ""}`;

type Members = Record<string, Body | undefined>;

/** The lines of a document in their order, in the order of properties that Business Central computes by. */
export function lineBodies({ draft, ids, taxGroups, rounding }: Writing): Members[] {
  const lines = draft.lines.map((line): Members => {
    if (isText(line)) return { lineType: "Comment", description: line.description };
    return {
      ...(line.item
        ? { lineType: "Item", itemId: line.item.id }
        : { lineType: "Account", lineObjectNumber: line.account ?? "" }),
      itemVariantId: line.variantCode ? ids.variants.get(variantKey(line)) : undefined,
      locationId: line.item && line.location ? ids.locations.get(line.location) : undefined,
      unitOfMeasureCode: line.item ? line.unit : undefined,
      description: line.description === "" ? undefined : line.description,
      taxCode: taxGroups ? taxGroupOf(line.taxes, taxGroups) : undefined,
      quantity: numeral(line.quantity),
      unitPrice: numeral(line.unitPrice),
      discountAmount: numeral(line.discount),
    };
  });
  const rounded: Members[] = rounding
    ? [
        {
          lineType: "Account",
          lineObjectNumber: rounding.account,
          description: rounding.text,
          taxCode: taxGroups?.get("0"),
          quantity: numeral("1"),
          unitPrice: numeral(rounding.amount),
        },
      ]
    : [];
  return [...lines, ...rounded, ...noteLines(draft)];
}

/** What people should read on the document, which has no field for it: as comments, after what was planned. */
function noteLines(draft: DocumentDraft): Members[] {
  const purchase = draft.externalDocumentNumber
    ? [`${draft.shopifyOrderNumber} · ${draft.externalDocumentNumber}`]
    : [];
  return [...purchase, ...inParts(draft.note ?? "", 100)].map((description) => ({
    lineType: "Comment",
    description,
  }));
}

/** A document with its lines, for one request. */
export const documentBody = (writing: Writing): Body => ({
  ...headerBody(writing),
  [SETS[writing.draft.kind].lines]: lineBodies(writing),
});

/** Customers first, since what follows overwrites what they bring. */
export function headerBody({ draft, ids, reference }: Writing): Members {
  const { date } = SETS[draft.kind];
  const order = draft.kind === "salesOrder";
  // The bill-to address is the sell-to's where both are one customer, and cannot be written otherwise.
  const own = ids.customer === ids.billTo && Boolean(draft.billToAddress.address1);
  return {
    customerId: ids.customer,
    billToCustomerId: ids.billTo === ids.customer ? undefined : ids.billTo,
    currencyCode: draft.currency,
    pricesIncludeTax: order ? draft.pricesIncludeTax : undefined,
    externalDocumentNumber: reference,
    [date]: draft.documentDate,
    postingDate: draft.documentDate,
    dueDate: order ? undefined : draft.dueDate,
    paymentTermsId: ids.paymentTerms,
    shipmentMethodId: ids.shipmentMethod,
    ...addressFields("sellTo", own ? draft.billToAddress : draft.sellToAddress),
    ...(draft.kind === "creditMemo"
      ? {}
      : {
          shipToName: draft.shipToAddress.name,
          shipToContact: contactOf(draft.shipToAddress),
          ...addressFields("shipTo", draft.shipToAddress),
        }),
    phoneNumber: phoneOf(draft.phone),
    email: draft.email ?? "",
  };
}
