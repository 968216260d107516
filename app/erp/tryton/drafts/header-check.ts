import { ErpError } from "#app/erp/errors.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { isDay } from "#app/lib/day.ts";
import { TRYTON_CAPABILITIES } from "../capabilities.ts";

const { limits } = TRYTON_CAPABILITIES;

/** Everything about a draft's head that needs no look into Tryton. What Tryton's documents do not have is refused, not dropped. */
export function checkHeader(draft: DocumentDraft): void {
  if (draft.number !== undefined)
    throw new ErpError({
      class: "unsupported",
      message: "Tryton numbers its documents itself. Let it number this one.",
      capability: "manualNumbers",
    });
  if (draft.paymentMethod)
    throw new ErpError({
      class: "unsupported",
      message:
        "Tryton's sales have no payment method. Leave it out; payments are registered on the invoice.",
      capability: "paymentMethodOnOrder",
    });
  if (!isDay(draft.documentDate))
    throw invalid(
      "documentDate",
      `The document date "${draft.documentDate}" is not a day written YYYY-MM-DD.`,
    );
  if (draft.dueDate !== undefined && !isDay(draft.dueDate))
    throw invalid("dueDate", `The due date "${draft.dueDate}" is not a day written YYYY-MM-DD.`);
  if (draft.shippingAgentService)
    throw invalid(
      "shippingAgentService",
      `Tryton's carriers have no services, so "${draft.shippingAgentService}" cannot be kept. Remove it from the mapping.`,
    );
  if (draft.shipmentMethod)
    throw invalid(
      "shipmentMethod",
      `Tryton has no shipment methods, so "${draft.shipmentMethod}" cannot be kept. Choose a carrier in the mapping instead.`,
    );
  if (draft.taxArea)
    throw invalid(
      "taxArea",
      `Tryton has no tax areas, so "${draft.taxArea}" cannot be kept. Remove it from the mapping.`,
    );
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
