import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { isDay } from "#app/lib/day.ts";
import { LIMITS } from "../capabilities.ts";
import { checkAddress, contactOf, phoneOf } from "./address.ts";
import { checkedText } from "./text.ts";

/** Everything about a draft's head that needs no look into Business Central. What its API does not take is refused, not dropped. */
export function checkHeader(draft: DocumentDraft): void {
  if (draft.number !== undefined) throw unsupported("manualNumbers", refusal("bcDocument.number"));
  if (draft.paymentMethod)
    throw unsupported("paymentMethodOnOrder", refusal("bcDocument.paymentMethod"));
  if (!isDay(draft.documentDate))
    throw invalid("documentDate", refusal("document.date", { date: draft.documentDate }));
  if (draft.dueDate !== undefined && !isDay(draft.dueDate))
    throw invalid("dueDate", refusal("document.dueDate", { date: draft.dueDate }));
  if (draft.dueDate !== undefined && draft.kind === "salesOrder" && !draft.paymentTerms)
    throw invalid("dueDate", refusal("bcDocument.dueDate"));
  for (const field of ["shippingAgent", "shippingAgentService"] as const)
    if (draft[field])
      throw invalid(field, refusal("bcDocument.shippingAgent", { agent: draft[field] }));
  for (const field of ["sellToAddress", "billToAddress", "shipToAddress"] as const)
    checkAddress(field, draft[field]);
  checkedText("shipToAddress.contact", contactOf(draft.shipToAddress), LIMITS.name);
  checkedText("note", draft.note, LIMITS.note);
  checkedText("externalDocumentNumber", draft.externalDocumentNumber, LIMITS.description - 30);
  checkedText("email", draft.email, 80);
  checkedText("phone", phoneOf(draft.phone), 30);
}
