import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Decision, Lost } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { Choices, KnownItem, MappingFacts } from "../facts.ts";
import { queryKey } from "../facts.ts";
import { itemPath } from "../kinds.ts";
import { newItemData } from "./new-item.ts";
import { byItemNumber, itemWays } from "./queries.ts";
import type { ItemWay } from "./queries.ts";
import { unitOf } from "./unit.ts";
import type { VariantId } from "#app/lib/ids.ts";

/** A match found by looking up, to be kept as a link so that the next order needs no look-up. */
export interface FoundItem {
  variantId: VariantId;
  ref: ErpRef;
  variantCode?: string;
  unit?: string;
  title: string;
  foundBy: string;
}

/** An item to create before the document (setting autoCreateItems). */
export interface NewItem {
  variantId: VariantId;
  data: ItemData;
}

export interface ItemDecision extends Decision<KnownItem> {
  found?: FoundItem;
  newItem?: NewItem;
}

interface Context {
  settings: Settings;
  facts: MappingFacts;
  choices: Choices;
}

/** The ERP item of an order line with a product (M-40 to M-42): chosen by hand, linked, found by SKU or barcode, or created. */
export function decideItem(line: OrderLine, { settings, facts, choices }: Context): ItemDecision {
  const about = `line:${line.id}`;
  const change = line.variantId === null ? settingPath("skuMapping") : itemPath(line.variantId);
  const chosen = choices.items?.[line.id];
  if (chosen)
    return decided(
      withUnit(chosen, line, settings, chosen.unit),
      why({ about, rule: "M-40" }, "item.chosen", shown(chosen), { change }),
    );
  const linked = line.variantId === null ? undefined : facts.itemLinks[line.variantId];
  if (linked)
    return decided(
      withUnit(linked, line, settings, linked.unit),
      why({ about, rule: "M-40" }, "item.linked", shown(linked), { change }),
    );

  const tried: Lost[] = line.variantId === null ? [lost("item.variantDeleted", {})] : [];
  for (const way of itemWays(line, settings)) {
    const candidates = (facts.items[queryKey(way.query)] ?? []).filter(way.accepts);
    const best = candidates.find(({ blocked }) => !blocked) ?? candidates[0];
    if (!best) {
      tried.push(lost(`item.none.${way.by}`, { value: way.shown }));
      continue;
    }
    if (best.blocked)
      return {
        value: null,
        why: [],
        problems: [
          problem("blocked-item", { number: best.ref.number ?? best.ref.id }, best.ref.id, {
            lineId: line.id,
          }),
        ],
      };
    const item: KnownItem = {
      ref: best.ref,
      ...(best.variantCode ? { variantCode: best.variantCode } : {}),
    };
    const complete = withUnit(item, line, settings, best.salesUnit);
    const others = candidates
      .filter((candidate) => candidate !== best)
      .map(({ ref, description }) =>
        lost("item.second", { number: ref.number ?? ref.id, name: description }),
      );
    return {
      ...decided(
        complete,
        why(
          { about, rule: "M-42" },
          `item.by.${way.by}`,
          { ...shown(item), value: way.shown },
          { lost: [...tried, ...others], change },
        ),
      ),
      ...(line.variantId === null
        ? {}
        : {
            found: {
              variantId: line.variantId,
              ...item,
              ...(best.salesUnit ? { unit: best.salesUnit } : {}),
              title: best.description,
              foundBy: way.by,
            },
          }),
    };
  }
  return settings.autoCreateItems && line.variantId !== null
    ? created(line, line.variantId, settings, tried)
    : unknown(line, settings, tried);
}

function created(
  line: OrderLine,
  variantId: VariantId,
  settings: Settings,
  tried: Lost[],
): ItemDecision {
  const item: KnownItem = { ref: { kind: "item", id: `new:${variantId}` } };
  const data = newItemData(line, settings);
  return {
    ...decided(
      withUnit(item, line, settings, undefined),
      why(
        { about: `line:${line.id}`, rule: "M-40" },
        "item.created",
        { name: data.description },
        { lost: tried, change: settingPath("autoCreateItems") },
      ),
    ),
    newItem: { variantId, data },
  };
}

function unknown(line: OrderLine, settings: Settings, tried: Lost[]): ItemDecision {
  const change = line.variantId === null ? settingPath("skuMapping") : itemPath(line.variantId);
  const params = {
    name: line.title,
    sku: line.sku ?? "",
    barcode: line.barcode ?? "",
    variantId: line.variantId ?? "",
    lineId: line.id,
  };
  return {
    value: null,
    why: [
      why(
        { about: `line:${line.id}`, rule: "M-42" },
        "item.unknown",
        { name: line.title },
        {
          lost:
            itemWays(line, settings).length > 0 ? tried : [...tried, lost("item.nothingToTry", {})],
          change,
        },
      ),
    ],
    problems: [
      problem("unknown-item", params, line.sku?.trim() || line.variantId || line.title, {
        lineId: line.id,
      }),
    ],
  };
}

/** An item that a setting or mapping names by its number (custom lines, shipping charges). */
export function itemByNumber(
  number: string,
  facts: MappingFacts,
  path: string,
): Decision<KnownItem> {
  const way: ItemWay = byItemNumber(number);
  const candidates = (facts.items[queryKey(way.query)] ?? []).filter(way.accepts);
  const best = candidates.find(({ blocked }) => !blocked) ?? candidates[0];
  if (!best)
    return {
      value: null,
      why: [],
      problems: [
        problem("unknown-number", { number, what: "problem.what.item", path }, `item:${number}`),
      ],
    };
  if (best.blocked)
    return { value: null, why: [], problems: [problem("blocked-item", { number }, best.ref.id)] };
  return {
    value: { ref: best.ref, ...(best.salesUnit ? { unit: best.salesUnit } : {}) },
    why: [],
    problems: [],
  };
}

const decided = (value: KnownItem, reason: ItemDecision["why"][number]): ItemDecision => ({
  value,
  why: [reason],
  problems: [],
});
const shown = ({ ref, variantCode }: KnownItem) => ({
  number: ref.number ?? ref.id,
  variant: variantCode ?? "",
});

function withUnit(
  item: KnownItem,
  line: OrderLine,
  settings: Settings,
  salesUnit: string | undefined,
): KnownItem {
  const { unit } = unitOf(line, settings, salesUnit);
  return {
    ref: item.ref,
    ...(item.variantCode ? { variantCode: item.variantCode } : {}),
    ...(unit ? { unit } : {}),
  };
}
