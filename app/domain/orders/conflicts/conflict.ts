import type { Json } from "#app/lib/json.ts";
import type { OrderDifference, VersionParts } from "./diff.ts";
import { diffVersions, exchangeDifferences } from "./diff.ts";
import type { RefundedOrder } from "../snapshot/refunds.ts";
import { refundsToCredit } from "../snapshot/refunds.ts";
import type { OrderContent, OrderState } from "../snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";

/** What had happened to the order when its document was planned: the document takes it into account, or a person let it go on. */
export interface KnownThen {
  cancelled: boolean;
  refunds: readonly string[];
}

/** A document of an exchange: the order as it was made from it, and the lines it has. */
export interface ExchangeThen {
  content: OrderContent;
  lineIds: readonly LineId[];
}

/** What makes no version and bears on a document all the same. `key` names it in what a person marked as resolved. */
export interface Happening extends OrderDifference {
  key: string;
}

type StateNow = RefundedOrder["state"] & Pick<OrderState, "cancelledAt">;

/** Cancellation and refunds of an order (I-41): the warehouse must not ship what was given back. */
export function happeningsOf(content: RefundedOrder["content"], state: StateNow): Happening[] {
  const happening = (key: string, text: OrderDifference["text"], params: Record<string, Json>) => ({
    key,
    text,
    params,
    commercial: true,
  });
  return [
    ...(state.cancelledAt === null ? [] : [happening("cancelled", "diff.cancelled", {})]),
    ...refundsToCredit({ content, state }).map(({ id, lines, total }) =>
      happening(id, "diff.refunded", {
        amount: total.shop.amount,
        currency: total.shop.currency,
        quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      }),
    ),
  ];
}

/**
 * What makes a processed order a conflict (I-50, I-53, I-41): commercial differences between the version its document was made from and the
 * current one, and a cancellation or refunds that the document does not know. Empty when nothing bears on the document.
 */
export function conflictOf(
  processed: VersionParts,
  current: VersionParts,
  state: StateNow,
  known: KnownThen,
): OrderDifference[] {
  return [
    ...commercial(processed, current),
    ...happeningsOf(current.content, state)
      .filter(({ key }) => (key === "cancelled" ? !known.cancelled : !known.refunds.includes(key)))
      .map(({ key: _key, ...difference }) => difference),
  ];
}

/** What edits changed of goods that an exchange sends out, after their document was made (I-42). */
export const exchangeConflicts = (
  exchanges: readonly ExchangeThen[],
  { content }: Pick<VersionParts, "content">,
): OrderDifference[] =>
  exchanges.flatMap((then) => exchangeDifferences(then.content, content, then.lineIds));

/** Whether a person has dealt with all of it (I-54): nothing that bears on a document changed since, whatever else did. */
export const isResolved = (
  resolved: VersionParts & { happenings: readonly string[]; exchanged: readonly LineId[] },
  current: VersionParts,
  state: StateNow,
): boolean =>
  commercial(resolved, current).length === 0 &&
  exchangeDifferences(resolved.content, current.content, resolved.exchanged).length === 0 &&
  happeningsOf(current.content, state).every(({ key }) => resolved.happenings.includes(key));

const commercial = (before: VersionParts, after: VersionParts): OrderDifference[] =>
  diffVersions(before, after).filter((difference) => difference.commercial);
