import type { Lost } from "../decision.ts";
import { lost } from "../decision.ts";
import type { KnownCustomer, MappingFacts } from "../facts.ts";
import { queryKey } from "../facts.ts";
import type { AskingWay, CompanyWay, Way } from "./strategy.ts";

export interface Match<Of = Way> {
  customer: KnownCustomer;
  way: Of;
  blocked: boolean;
  /** Other candidates and ways that gave nothing. */
  lost: Lost[];
}

const NO_LINK = {
  customer: "customer.noLink",
  address: "customer.noAddressLink",
  otherAddress: "customer.noLink",
} as const;

/** The first way that finds somebody; the ERP's first candidate wins (M-13), later ones are told as lost. */
export function firstMatch<Of extends Way | AskingWay | CompanyWay>(
  ways: readonly Of[],
  facts: MappingFacts,
): { match: Match<Of> | null; lost: Lost[] } {
  const passed: Lost[] = [];
  for (const way of ways) {
    if (way.kind === "link") {
      const customer = facts.customerLinks[way.link];
      if (customer) return { match: { customer, way, blocked: false, lost: passed }, lost: passed };
      passed.push(lost(NO_LINK[way.of], {}));
      continue;
    }
    const candidates = (facts.customers[queryKey(way.query)] ?? []).filter(
      ({ matchedBy }) => matchedBy === way.by,
    );
    const best = candidates.find(({ blocked }) => !blocked) ?? candidates[0];
    if (best) {
      const others = candidates
        .filter((candidate) => candidate !== best)
        .map(({ ref, name, blocked }) =>
          lost(blocked ? "customer.blocked" : "customer.second", {
            number: ref.number ?? ref.id,
            name,
          }),
        );
      return {
        match: {
          customer: { ref: best.ref, name: best.name },
          way,
          blocked: best.blocked,
          lost: [...passed, ...others],
        },
        lost: passed,
      };
    }
    passed.push(lost(`customer.none.${way.by}`, { value: way.shown }));
  }
  return { match: null, lost: passed };
}
