import { documentPhone, emailOf, phoneOf } from "#app/domain/mapping/contact.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { CustomerDecision } from "#app/domain/mapping/customers/customer-decision.ts";
import { decidePaymentMethod } from "#app/domain/mapping/payment-methods/decide.ts";
import { decidePaymentTerms } from "#app/domain/mapping/payment-terms/decide.ts";
import { hasPlace, postalAddress } from "#app/domain/mapping/postal-address.ts";
import { decideShipmentMethod } from "#app/domain/mapping/shipment-methods/decide.ts";
import { decideTaxArea } from "#app/domain/mapping/tax-areas/decide.ts";
import type { Address } from "#app/domain/orders/snapshot/snapshot.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { dayIn } from "#app/lib/day.ts";
import { carriedNote } from "./carried-note.ts";
import { documentText } from "./document-text.ts";
import { decideNumber } from "./document-number.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

/** The zone of the company: the shop card's, else the one handed in (SET-11). */
const zoneOf = ({ settings, timeZone }: Pick<PlanInput, "settings" | "timeZone">): string =>
  settings.timeZone || timeZone;

type Header = Omit<
  DocumentDraft,
  "kind" | "sellTo" | "billTo" | "currency" | "pricesIncludeTax" | "lines" | "expected"
>;

/** D-2, D-6: everything on the document's head but customers, currency and lines. */
export function draftHeader(
  input: PlanInput,
  customers: CustomerDecision,
): { header: Header; why: Explanation[]; problems: ProblemValue[] } {
  const { snapshot, settings, facts, choices, capabilities } = input;
  const { content, personal, state } = snapshot;
  const name = content.name.trim();
  const number = decideNumber(
    name === "" ? "" : `${name}${input.numberSuffix ?? ""}`,
    settings,
    choices,
    capabilities,
  );
  const method = decideShipmentMethod(content, facts, choices);
  const terms = decidePaymentTerms(content, facts, choices);
  const payment = capabilities.paymentMethodOnOrder
    ? decidePaymentMethod(state, facts, choices)
    : { value: null, why: [], problems: [] };
  const taxArea = decideTaxArea(personal, settings, facts, capabilities);
  const zone = zoneOf(input);
  const dated =
    settings.documentDate === "processed"
      ? ({ at: content.processedAt, why: "documentDate.processed" } as const)
      : ({ at: content.createdAt, why: "documentDate.created" } as const);
  const dueDates = content.paymentTerms?.dueDates ?? [];
  const [dueDate] = dueDates.length === 1 ? dueDates : []; // D-6: only one schedule gives a due date
  const email = emailOf(personal);
  const phone = documentPhone(phoneOf(personal));
  const note = carriedNote(snapshot, settings);
  const poNumber = content.poNumber?.trim() ?? "";

  const company = content.company?.name ?? "";
  const named = (address: PostalAddress, fallback: string): PostalAddress => ({
    ...address,
    name: address.name || company || fallback,
  });
  const sellTo = personal.sellTo ?? personal.billTo ?? personal.shipTo;
  const of = (address: Address | null, fallback: string): PostalAddress =>
    named(postalAddress(address, personal, settings), fallback);
  const header: Header = {
    ...(number.value ? { number: number.value } : {}),
    sellToAddress: of(sellTo, customers.sellTo?.name ?? email),
    billToAddress: of(
      hasPlace(personal.billTo) ? personal.billTo : sellTo,
      customers.billTo?.name ?? email,
    ),
    shipToAddress: of(
      hasPlace(personal.shipTo) ? personal.shipTo : sellTo,
      customers.sellTo?.name ?? email,
    ),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    documentDate: dayIn(zone, dated.at),
    ...(dueDate ? { dueDate: dayIn(zone, dueDate) } : {}),
    ...(poNumber ? { externalDocumentNumber: poNumber } : {}),
    shopifyOrderNumber: content.name,
    shopifyOrderId: content.id,
    ...(taxArea.value ? { taxArea: taxArea.value } : {}),
    taxLiable: taxArea.value !== null && !content.taxExempt, // M-72
    ...(terms.value ? { paymentTerms: terms.value } : {}),
    ...(payment.value ? { paymentMethod: payment.value } : {}),
    ...(method.value?.code ? { shipmentMethod: method.value.code } : {}),
    ...(method.value?.agent ? { shippingAgent: method.value.agent } : {}),
    ...(method.value?.agent && method.value.agentService
      ? { shippingAgentService: method.value.agentService }
      : {}),
    ...(note ? { note } : {}),
    roundingText: documentText(settings.documentLanguage, "rounding"),
  };
  const decisions = [number, method, terms, payment, taxArea];
  return {
    header,
    why: [
      why(
        { about: "documentDate", rule: "D-6" },
        dated.why,
        { day: header.documentDate, zone },
        { change: settingPath("documentDate") },
      ),
      ...decisions.flatMap((decision) => decision.why),
    ],
    problems: decisions.flatMap((decision) => decision.problems),
  };
}
