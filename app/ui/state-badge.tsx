import { Badge, type BadgeProps } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextGroup } from "#app/i18n/text-keys.ts";

type Tone = NonNullable<BadgeProps["tone"]>;

type StateGroup = TextGroup extends infer Group
  ? Group extends `state.${infer Name}`
    ? Name
    : never
  : never;

/** Tones by state, one table per group of texts (`state.<group>.<value>`); what is not listed is neutral. */
const TONES: Partial<Record<StateGroup, Record<string, Tone>>> = {
  verdict: { ready: "success", held: "attention", error: "critical", excluded: "new" },
  document: {
    unprocessed: "attention",
    planned: "info",
    creating: "info",
    created: "success",
    failed: "critical",
  },
  task: {
    planned: "info",
    sending: "info",
    ambiguous: "warning",
    done: "success",
    failed: "critical",
    skipped: "new",
  },
  webhook: { stored: "info", done: "success", ignored: "new", failed: "critical" },
  run: {
    running: "info",
    paused: "attention",
    cancelled: "new",
    done: "success",
    failed: "critical",
  },
  ledger: {
    draft: "new",
    open: "info",
    released: "success",
    posted: "success",
    cancelled: "new",
    gone: "critical",
  },
  shipment: {
    new: "info",
    waiting: "attention",
    sent: "success",
    failed: "critical",
    nothing: "new",
    skipped: "new",
    reversed: "warning",
  },
  registration: { planned: "info", registered: "success", failed: "critical" },
  invoice: { posted: "info", paid: "success", cancelled: "new", reopened: "attention" },
  payment: {
    new: "info",
    reading: "info",
    open: "attention",
    captured: "success",
    nothing: "new",
    channel: "attention",
    failed: "critical",
    skipped: "new",
    cancelled: "new",
  },
  refund: {
    waitingDocument: "attention",
    waitingPayment: "attention",
    nothing: "new",
    ready: "info",
    problem: "critical",
    creating: "info",
    created: "success",
    posted: "success",
  },
  return: {
    REQUESTED: "attention",
    OPEN: "info",
    CLOSED: "success",
    CANCELED: "new",
    DECLINED: "new",
  },
  giftCard: {
    active: "success",
    usedUp: "new",
    expired: "attention",
    disabled: "attention",
    unknown: "info",
  },
  stock: {
    new: "info",
    equal: "success",
    differs: "attention",
    sending: "info",
    left: "new",
    problem: "critical",
  },
  export: {
    waiting: "info",
    ready: "attention",
    sending: "info",
    exported: "success",
    excluded: "new",
    failed: "critical",
    cancelled: "new",
  },
  customer: {
    waiting: "info",
    ready: "attention",
    sending: "info",
    done: "success",
    excluded: "new",
    failed: "critical",
    gone: "new",
  },
  item: {
    waiting: "info",
    ready: "attention",
    sending: "info",
    done: "success",
    excluded: "new",
    failed: "critical",
    gone: "new",
  },
  catalog: {
    asking: "info",
    running: "info",
    writing: "info",
    done: "success",
    failed: "critical",
  },
  paymentLine: {
    open: "info",
    capturing: "info",
    pending: "attention",
    captured: "success",
    elsewhere: "success",
    nothing: "new",
    later: "attention",
    channel: "attention",
    failed: "critical",
    skipped: "new",
  },
};

/** A state in words; the colour only underlines it. Unknown values (a newer Shopify, a newer ERP) are shown as they came. */
export function StateBadge({ group, value }: { group: StateGroup; value: string }) {
  const known = useKnownText();
  const shopifyWord = useShopifyWord();
  const tone = TONES[group]?.[value];
  return (
    <Badge {...(tone ? { tone } : {})}>{known(`state.${group}`, value, shopifyWord(value))}</Badge>
  );
}

/** Shopify's own states in words; one that is newer than this app as "PARTIALLY_FULFILLED" → "Partially fulfilled". */
export function useShopifyWord(): (value: string) => string {
  const known = useKnownText();
  return (value) => {
    const words = value.replace(/_/g, " ").toLowerCase();
    return known("state.shopify", value, words.charAt(0).toUpperCase() + words.slice(1));
  };
}
