import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { isDay } from "#app/lib/day.ts";
import { TRYTON_CAPABILITIES } from "../capabilities.ts";

const { limits } = TRYTON_CAPABILITIES;

/**
 * Everything about a draft's head that needs no look into Tryton. What Tryton's documents do not
 * have is refused, not dropped.
 */
export function checkHeader(draft: DocumentDraft): void {
  if (draft.number !== undefined)
    throw unsupported("manualNumbers", refusal("trytonDocument.number"));
  if (draft.paymentMethod)
    throw unsupported("paymentMethodOnOrder", refusal("trytonDocument.paymentMethod"));
  if (!isDay(draft.documentDate))
    throw invalid("documentDate", refusal("document.date", { date: draft.documentDate }));
  if (draft.dueDate !== undefined && !isDay(draft.dueDate))
    throw invalid("dueDate", refusal("document.dueDate", { date: draft.dueDate }));
  if (draft.shippingAgentService)
    throw invalid(
      "shippingAgentService",
      refusal("trytonDocument.service", { service: draft.shippingAgentService }),
    );
  if (draft.shipmentMethod)
    throw invalid(
      "shipmentMethod",
      refusal("trytonDocument.shipmentMethod", { method: draft.shipmentMethod }),
    );
  if (draft.taxArea)
    throw invalid("taxArea", refusal("trytonDocument.taxArea", { area: draft.taxArea }));
  requiredText("shopifyOrderNumber", draft.shopifyOrderNumber, limits.description);
  requiredText("shopifyOrderId", draft.shopifyOrderId, limits.description);
  checkedText("externalDocumentNumber", draft.externalDocumentNumber, limits.description);
  checkedText("note", draft.note, limits.note);
  for (const field of ["sellToAddress", "billToAddress", "shipToAddress"] as const)
    checkAddress(field, draft[field]);
}

function checkAddress(field: string, address: PostalAddress): void {
  for (const part of ["name", "name2", "contact"] as const)
    checkedText(`${field}.${part}`, address[part], limits.name);
  for (const part of ["address1", "address2", "city", "county", "zip", "phone"] as const)
    checkedText(`${field}.${part}`, address[part], limits.address);
}

/** The line people see in lists of sales: the Shopify order, and the customer's own order number. */
export const descriptionOf = (draft: DocumentDraft): string =>
  [
    draft.shopifyOrderNumber,
    ...(draft.externalDocumentNumber ? [draft.externalDocumentNumber] : []),
  ].join(" · ");
