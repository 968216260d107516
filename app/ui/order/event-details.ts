import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { Choice, EventData, EventKind, TimelineEvent } from "#app/domain/timeline/events.ts";
import { useFormat } from "../shop-context.tsx";

const CHOICES = {
  customer: "order.eventDetail.choice.customer",
  newCustomer: "order.eventDetail.choice.newCustomer",
  item: "order.eventDetail.choice.item",
  card: "cards.one",
  release: "order.eventDetail.choice.release",
  hold: "order.eventDetail.choice.hold",
  shipmentMethod: "order.header.shipmentMethod",
  shippingAgent: "order.header.shippingAgent",
  shippingAgentService: "order.header.shippingAgentService",
  paymentTerms: "order.header.paymentTerms",
  paymentMethod: "order.header.paymentMethod",
  useShopifyOrderNumber: "order.header.number",
} as const satisfies Record<Choice, string>;

/** An event without its text `order.event.<kind>` does not compile, nor does one that is missing here. */
type Renderers = {
  [K in EventKind]: K extends KeyUnder<"order.event">
    ? (data: EventData<K>) => string[]
    : "lacks its text";
};
const nothing = () => [];

/** What an event's line says after its name: one entry per kind, so that no kind is shown half. */
export function useEventDetails() {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const status = (value: string | null): string =>
    value === null ? t("order.eventDetail.noStatus") : known("state.shopify", value, value);
  const because = (reason: string | undefined): string[] => (reason ? [reason] : []);
  const registered = ({ amount, currency, method }: EventData<"paymentRegistered">): string[] => [
    t("order.eventDetail.registered", { amount: format.money(amount, currency), method }),
  ];
  const byHand = ({ number, amount, currency }: EventData<"memoByHandFound">): string[] => [
    number,
    format.money(amount, currency),
  ];
  const renderers: Renderers = {
    imported: nothing,
    changed: nothing,
    status: (data) => [
      ...(["payment", "fulfillment", "returns"] as const).flatMap((name) => {
        const change = data[name];
        if (!change) return [];
        const [before, after] = [status(change.before), status(change.after)];
        return t("order.eventDetail.change", {
          what: t(`order.eventDetail.status.${name}`),
          before,
          after,
        });
      }),
      ...(data.cancelled?.after ? [t("order.eventDetail.cancelled")] : []),
    ],
    conflict: nothing,
    conflictResolved: ({ reason }) => because(reason),
    conflictReopened: nothing,
    choiceMade: ({ choices, reason }) => [
      ...choices.map((choice) => t(CHOICES[choice])),
      ...because(reason),
    ],
    documentRequested: ({ kind }) => [t(`state.kind.${kind}`)],
    documentRefused: nothing,
    documentFailed: nothing,
    documentCreated: ({ kind, number }) => [`${t(`state.kind.${kind}`)} ${number ?? ""}`.trim()],
    documentReleased: ({ number }) => (number === null ? [] : [number]),
    documentAmended: ({ number }) => (number === null ? [] : [number]),
    documentAmendFailed: nothing,
    documentCancelled: ({ number }) => (number === null ? [] : [number]),
    documentUnlinked: ({ number, kind, reason }) => [
      ...(kind === undefined ? [] : [t(`state.kind.${kind}`)]),
      ...(number === null ? [] : [number]),
      ...because(reason),
    ],
    documentRelinked: ({ number }) => (number === null ? [] : [number]),
    creditMemoPosted: ({ number }) => [number],
    memoByHandFound: byHand,
    memoByHandGone: byHand,
    memoByHandLinked: (data) => [
      ...byHand(data),
      ...(data.amount === data.refunded && data.currency === data.refundedCurrency
        ? []
        : [
            t("order.eventDetail.refundedInShopify", {
              amount: format.money(data.refunded, data.refundedCurrency),
            }),
          ]),
    ],
    memoByHandOther: byHand,
    returnReceived: ({ number }) => [number],
    returnReceiptUndone: ({ number }) => [number],
    deadLinksRemoved: ({ numbers }) => [numbers.join(", ")],
    attributeWritten: ({ number }) => [number],
    fulfilled: ({ number, fulfillment }) => [
      t("order.eventDetail.fulfilled", { number, fulfillment }),
    ],
    notShippedFulfilled: ({ fulfillment }) => [fulfillment],
    trackingUpdated: ({ number, fulfillment }) => [
      t("order.eventDetail.fulfilled", { number, fulfillment }),
    ],
    fulfillmentCancelled: ({ number, fulfillment }) => [
      t("order.eventDetail.fulfilled", { number, fulfillment }),
    ],
    fulfillmentFailed: ({ number }) => [number],
    shipmentUndone: ({ number }) => [number],
    shipmentRetried: ({ number }) => [number],
    shipmentSkipped: ({ number, text }) => [t("order.eventDetail.skipped", { number, text })],
    paymentCaptured: ({ amount, currency, gateway, invoice }) => [
      t("order.eventDetail.captured", { amount: format.money(amount, currency), gateway, invoice }),
    ],
    captureFailed: nothing,
    paymentRegistered: registered,
    paymentOnAccount: registered,
    refundRegistered: registered,
    creditMemoApplied: ({ amount, currency, creditMemo, invoice }) => [
      t("order.eventDetail.applied", {
        amount: format.money(amount, currency),
        creditMemo,
        invoice,
      }),
    ],
    paidBackEntered: ({ amount, currency, reason }) => [
      format.money(amount, currency),
      ...because(reason),
    ],
    markAsPaidRequested: nothing,
    markedAsPaid: nothing,
    markAsPaidFailed: nothing,
    cancelRequested: nothing,
    cancelStarted: nothing,
    cancelled: nothing,
    cancelFailed: nothing,
    archived: nothing,
    redacted: nothing,
  };
  return (event: TimelineEvent): string => {
    if (event.kind === "unknown" || event.data === null) return "";
    const render = renderers[event.kind] as (data: EventData<EventKind>) => string[];
    return render(event.data).join(", ");
  };
}

/** Why something was refused or failed, for the events that tell of that. */
export function problemsOfEvent(event: TimelineEvent) {
  if (event.kind === "unknown" || event.data === null) return [];
  if ("problems" in event.data) return event.data.problems;
  return "problem" in event.data ? [event.data.problem] : [];
}
