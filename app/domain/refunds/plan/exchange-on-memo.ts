import { exchangeOrder } from "#app/domain/documents/plan/exchange-order.ts";
import { asExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import { separateChannelTaxes } from "#app/domain/documents/plan/channel-taxes.ts";
import { effectiveOrder } from "#app/domain/documents/plan/effective-order.ts";
import type { LineContext, LineDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { noDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { draftLines } from "#app/domain/documents/plan/line-kinds/list.ts";
import { partsOf, sumByTax } from "#app/domain/documents/plan/tax-totals.ts";
import { totalsOf } from "#app/domain/documents/plan/proof.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import { exchangedLines, worthOfExchange } from "./exchanged.ts";

export interface ExchangeOnMemo {
  drafted: LineDrafts;
  /** What the goods are sold for; null: none stand on this credit memo. */
  gross: Decimal | null;
  /** They need a sales document of their own, though the card would have them here. */
  apart: boolean;
}

const nothing: ExchangeOnMemo = { drafted: noDrafts, gross: null, apart: false };

/**
 * What the return of this refund sends out, as lines that the credit memo takes off: where the card says so, and what came back with this refund pays
 * for all of it. A credit memo below zero is none, so dearer goods have a sales document of their own.
 */
export function exchangeOnMemo(
  input: CreditMemoInput,
  settled: Decimal,
  side: keyof MoneyBag,
): ExchangeOnMemo {
  const { refund, snapshot, settings, sentOut } = input;
  if (settings.exchangeAs !== "creditMemo") return nothing;
  const lines = exchangedLines(refund, snapshot);
  const open = lines.filter(({ id }) => !sentOut.has(id));
  if (open.length === 0 || decimal.isZero(settled)) return nothing;
  const worth = worthOfExchange(lines, snapshot, side);
  if (open.length < lines.length || decimal.compare(worth, settled) !== 0)
    return { drafted: { ...noDrafts, why: [whyApart(input, worth)] }, gross: null, apart: true };
  return draftExchange(input, open, side);
}

const whyApart = ({ made, snapshot: { content } }: CreditMemoInput, worth: Decimal) =>
  why(
    { about: "document", rule: "R-13" },
    "creditMemo.exchangeApart",
    { worth, currency: made.iso, name: content.name },
    { change: settingPath("exchangeAs") },
  );

function draftExchange(
  input: CreditMemoInput,
  lines: readonly OrderLine[],
  side: keyof MoneyBag,
): ExchangeOnMemo {
  const { made, settings } = input;
  const view = exchangeOrder(
    input.snapshot,
    lines.map(({ id }) => id),
  );
  const left = effectiveOrder(view);
  const charged = [...sumByTax(partsOf(left, view), side).values()];
  const { order, channel } = separateChannelTaxes(
    { order: left, totals: null, charged, settled: [] },
    view,
    { channelTaxes: made.leftOff ? "leaveOff" : "document" },
    side,
  );
  const context: LineContext = {
    // A credit memo is not what items are made for.
    input: { ...input, snapshot: view, settings: { ...settings, autoCreateItems: false } },
    order,
    currency: made.iso,
    taxTotals: null,
    channelTaxes: channel,
    amount: (bag) => bag[side].amount,
    pricesIncludeTax: made.draft.pricesIncludeTax,
  };
  const drafted = draftLines(context);
  const goods = drafted.lines.filter((line) => !isText(line));
  const told = lines.map(({ id, title, quantity }) =>
    why(
      { about: `line:exchange:${id}`, rule: "R-13" },
      "creditMemo.exchangeLine",
      { title, quantity },
      { change: settingPath("exchangeAs") },
    ),
  );
  return {
    drafted: { ...drafted, lines: goods.map(asExchangeLine), why: [...told, ...drafted.why] },
    gross: totalsOf(goods, context.pricesIncludeTax).gross,
    apart: false,
  };
}
