import type { Decimal } from "#app/money/decimal.ts";
import { compare, divide, parseDecimal } from "#app/money/decimal.ts";
import type { LevelMatch, LevelReason, LevelState } from "./states.ts";

/** What the shop card says about stock. */
export interface StockRules {
  /** `onHand`: Shopify takes off by itself what its orders still wait for. */
  quantity: "available" | "onHand";
  /** Units that are kept back at each location. */
  safety: number;
  /** Items are stocked at a location where Shopify does not stock them yet, as soon as there is anything to offer. */
  activate: boolean;
}

/** All that is known of one item at one Shopify location. */
export interface LevelFacts {
  match: LevelMatch;
  /** Another variant stands for the same goods in the same unit. */
  shared: boolean;
  /** Another Shopify location shows the stock of the same ERP location. */
  locationShared: boolean;
  tracked: boolean;
  stocked: boolean;
  /** Shopify's quantity of the kind that is set; null where the item is not stocked. */
  shopify: number | null;
  /** Units that Shopify's open orders wait for there. */
  committed: number;
  /** Those of them that a sales order reserves in the ERP. */
  inErp: number;
  /** The ERP's quantity in base units, summed over its locations; null: it answered nothing, or not for all of them. */
  erp: string | null;
  /** Base units in one unit that is sold; null: the item has no such unit. */
  perUnit: string | null;
}

export interface LevelPlan {
  state: Extract<LevelState, "equal" | "differs" | "left" | "problem">;
  reason: LevelReason;
  /** What Shopify should say; null where nothing is decided. */
  wanted: number | null;
  /** Units sold that the ERP does not know yet. */
  notInErp: number;
}

/** Shopify takes no more. */
const MOST = 1_000_000_000;

/** Units that are sold and not in the ERP: what its available quantity has not lost yet. */
export const soldBeside = ({ committed, inErp }: Pick<LevelFacts, "committed" | "inErp">): number =>
  Math.max(0, committed - inErp);

/** The quantity an item should have at a location, and why none is sent where none is. */
export function planLevel(facts: LevelFacts, rules: StockRules): LevelPlan {
  const notInErp = rules.quantity === "available" ? soldBeside(facts) : 0;
  const leave = (reason: LevelReason): LevelPlan => ({
    state: "left",
    reason,
    wanted: null,
    notInErp,
  });
  const wrong = (reason: LevelReason): LevelPlan => ({ ...leave(reason), state: "problem" });
  if (!facts.tracked) return leave("untracked");
  if (facts.match === "none") return leave("noItem");
  if (facts.match === "blocked") return leave("blockedItem");
  if (facts.shared) return wrong("sharedItem");
  if (facts.locationShared) return wrong("sharedLocation");
  if (facts.erp === null) return leave("erpSilent");
  const units = wholeUnits(facts.erp, facts.perUnit);
  if (typeof units !== "bigint") return wrong(units.problem);
  const left = units - BigInt(notInErp) - BigInt(rules.safety);
  if (left > BigInt(MOST)) return wrong("tooMany");
  const wanted = left > 0n ? Number(left) : 0;
  if (!facts.stocked || facts.shopify === null)
    return rules.activate && wanted > 0
      ? { state: "differs", reason: "activate", wanted, notInErp }
      : { ...leave("notStocked"), wanted };
  return wanted === facts.shopify
    ? { state: "equal", reason: "equal", wanted, notInErp }
    : { state: "differs", reason: "differs", wanted, notInErp };
}

/** Whole units in a quantity, never more than there are. */
function wholeUnits(
  quantity: string,
  perUnit: string | null,
): bigint | { problem: "noUnit" | "notANumber" } {
  if (perUnit === null) return { problem: "noUnit" };
  const base: Decimal | undefined = parseDecimal(quantity);
  const factor: Decimal | undefined = parseDecimal(perUnit);
  if (base === undefined || factor === undefined || compare(factor, "0") <= 0)
    return { problem: "notANumber" };
  const [whole = "0", rest = ""] = divide(base, factor).split(".");
  const units = BigInt(whole === "-" || whole === "" ? "0" : whole);
  // What is cut off a negative number makes it larger.
  return base.startsWith("-") && /[1-9]/.test(rest) ? units - 1n : units;
}
