import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Lost } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { KnownCustomer } from "../facts.ts";
import { customerPath, mappingKey, mappingPath } from "../kinds.ts";
import { decideCompany } from "./company.ts";
import { blocked, byNumber, nobody, shown, unknownNumber } from "./customer-decision.ts";
import type { Context, CustomerDecision } from "./customer-decision.ts";
import { firstMatch } from "./match.ts";
import type { Match } from "./match.ts";
import { create } from "./create.ts";
import { billedToOwnAddress, strategyOf } from "./bill-to.ts";
import { creationAllowed, linkOf, waysOf } from "./strategy.ts";
import type { Explanation } from "../decision.ts";
import { paths } from "#app/lib/paths.ts";

const orderPath = (order: OrderSnapshot): string => paths.order(order.content.legacyId);

/** Sell-to and bill-to customer of an order, in a fixed order (M-1 to M-13); what a person chose for it comes first. */
export function decideCustomers(order: OrderSnapshot, context: Context): CustomerDecision {
  const { choices } = context;
  if (choices.sellTo && choices.billTo) return chosen(order, choices.sellTo, choices.billTo);
  if (choices.createCustomer)
    return (
      create(order, context, [], choices.createCustomer.template) ??
      missing(order, context, [], "noAddress")
    );
  if (choices.sellTo ?? choices.billTo) return partlyChosen(order, context);
  return order.content.company ? decideCompany(order, context) : byRules(order, context);
}

function chosen(
  order: OrderSnapshot,
  sellTo: KnownCustomer,
  billTo: KnownCustomer,
): CustomerDecision {
  const change = orderPath(order);
  return {
    ...nobody,
    sellTo,
    billTo,
    why: [
      why({ about: "sellTo", rule: "M-3" }, "customer.chosen", shown(sellTo), { change }),
      why({ about: "billTo", rule: "M-3" }, "customer.chosen", shown(billTo), { change }),
    ],
  };
}

/**
 * M-3: a chosen side stays. The other is what the rules say for it; where they find nobody, it is the same. Nobody is created beside a
 * choice, and beside a chosen bill-to only a default customer (M-1, M-2) is somebody else.
 */
function partlyChosen(order: OrderSnapshot, context: Context): CustomerDecision {
  const { choices } = context;
  const kept = choices.sellTo ?? choices.billTo;
  if (!kept) return nobody;
  const [keptSide, otherSide] = choices.sellTo
    ? (["sellTo", "billTo"] as const)
    : (["billTo", "sellTo"] as const);
  const found = otherSideOf(order, context);
  if (found.problems.some(({ kind }) => kind === "unknown-number")) return found;
  const other = found[otherSide];
  return {
    ...nobody,
    [keptSide]: kept,
    [otherSide]: other ?? kept,
    why: [
      why({ about: keptSide, rule: "M-3" }, "customer.chosen", shown(kept), {
        change: orderPath(order),
      }),
      ...(other
        ? found.why.filter(({ about }) => about === otherSide)
        : [
            why({ about: otherSide, rule: "M-3" }, "customer.sameAsChosen", shown(kept), {
              change: orderPath(order),
            }),
          ]),
    ],
  };
}

function otherSideOf(order: OrderSnapshot, context: Context): CustomerDecision {
  if (order.content.company) return context.choices.sellTo ? decideCompany(order, context) : nobody;
  const fixed = fixedCustomer(order, context);
  if (fixed) return fixed;
  return context.choices.sellTo ? existing(order, context) : nobody;
}

function byRules(order: OrderSnapshot, context: Context): CustomerDecision {
  const { settings } = context;
  const fixed = fixedCustomer(order, context);
  if (fixed) return fixed;
  const unread = addressesUnread(order, context);
  if (unread) return unread;
  if (creationAllowed(settings) && strategyOf(order, settings) !== "default") {
    const { match, lost: tried } = firstMatch(
      waysOf(order, settings, context.facts),
      context.facts,
    );
    const created = match ? null : create(order, context, tried);
    if (created) return created;
  }
  return existing(order, context);
}

/** M-12: whose address it is decides, so nobody is taken or created while that is not known. */
function addressesUnread(
  order: OrderSnapshot,
  { settings, facts }: Context,
): CustomerDecision | null {
  const reason = facts.addressesUnread;
  return reason &&
    strategyOf(order, settings) === "billTo" &&
    order.content.customerId !== null &&
    billedToOwnAddress(order, settings, facts) === null
    ? { ...nobody, problems: [reason] }
    : null;
}

/** A default customer that decides before anybody is looked for, or null. */
function fixedCustomer(order: OrderSnapshot, context: Context): CustomerDecision | null {
  const { settings, facts } = context;
  const country = mappingKey.customerTemplate(
    order.personal.shipTo?.countryCode ?? order.personal.sellTo?.countryCode ?? "",
  );
  const template = facts.mappings.customerTemplate?.[country];
  if (template?.defaultCustomer)
    // M-1: whatever import mode and mapping type say
    return byNumber(context, template.defaultCustomer, {
      rule: "M-1",
      change: mappingPath("customerTemplate", country),
      why: (at, customer, more) =>
        why(at, "customer.countryDefault", { ...customer, country }, more),
    });
  if (!template && settings.customerImport === "none" && settings.defaultCustomer !== "")
    return byNumber(context, settings.defaultCustomer, {
      rule: "M-2",
      change: settingPath("defaultCustomer"),
      why: (at, customer, more) => why(at, "customer.importOff", customer, more),
    });
  return null;
}

/** Who is there already: linked, found in the ERP, or else the default customer. */
function existing(order: OrderSnapshot, context: Context): CustomerDecision {
  const { settings, facts } = context;
  const { match, lost: tried } = firstMatch(waysOf(order, settings, facts), facts);
  if (match) return matched(order, context, match);
  if (strategyOf(order, settings) === "default")
    return settings.defaultCustomer === ""
      ? missing(order, context, tried, "noDefault")
      : unknownNumber(settings.defaultCustomer, settingPath("defaultCustomer"));
  if (settings.defaultCustomer !== "")
    return byNumber(context, settings.defaultCustomer, {
      rule: "M-3",
      change: settingPath("defaultCustomer"),
      tried,
      why: (at, customer, more) => why(at, "customer.default", customer, more),
    });
  return missing(order, context, tried, creationAllowed(settings) ? "noAddress" : "creationOff");
}

function matched(order: OrderSnapshot, context: Context, match: Match): CustomerDecision {
  if (match.blocked) return blocked(match.customer);
  const link = linkOf(order, context.settings, context.facts);
  const keep = match.way.kind === "query" && match.way.by !== "number" && link !== undefined;
  return {
    ...nobody,
    sellTo: match.customer,
    billTo: match.customer,
    why: [explain(order, "sellTo", match), explain(order, "billTo", match)],
    found:
      keep && match.way.kind === "query"
        ? [{ link, ...match.customer, foundBy: match.way.by }]
        : [],
  };
}

const LINKED = {
  customer: "customer.linked",
  address: "customer.addressLinked",
  otherAddress: "customer.otherAddress",
} as const;

function explain(
  order: OrderSnapshot,
  about: string,
  { way, customer, lost: others }: Match,
): Explanation {
  const change =
    order.content.customerId === null
      ? settingPath("customerMapping")
      : customerPath(order.content.customerId);
  const at = { about, rule: way.rule };
  const more = { lost: others, change };
  return way.kind === "link"
    ? why(at, LINKED[way.of], shown(customer), more)
    : why(at, `customer.by.${way.by}`, { ...shown(customer), value: way.shown }, more);
}

function missing(
  order: OrderSnapshot,
  { settings }: Context,
  tried: Lost[],
  reason: "noAddress" | "noDefault" | "creationOff",
): CustomerDecision {
  const strategy = strategyOf(order, settings);
  const value = problem(
    "missing-customer",
    {
      orderId: order.content.id,
      tried: `settings.customerMapping.option.${strategy}`,
      reason: `why.customer.missing.${reason}`,
    },
    order.content.customerId ?? order.content.id,
  );
  return {
    ...nobody,
    problems: [value],
    why: [
      why(
        { about: "sellTo", rule: "M-3" },
        `customer.missing.${reason}`,
        {},
        {
          lost: tried.length > 0 ? tried : [lost("customer.nothingToTry", {})],
          change: settingPath("customerMapping"),
        },
      ),
    ],
  };
}
