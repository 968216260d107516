import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Choices, MappingFacts, NeededFacts } from "./facts.ts";
import type { MappingKind } from "./kinds.ts";
import { mappingKinds } from "./kinds.ts";
import { neededFacts } from "./needed-facts.ts";

export type SeenValue = NeededFacts["mappings"][number];

/** Kinds whose values get a blank row when seen; a missing row of the other has a meaning of its own (M-2). */
const LISTED: ReadonlySet<MappingKind> = new Set(
  mappingKinds.filter((kind) => kind !== "customerTemplate"),
);

/** Values of an order that a person may map and that have no row yet. */
export const unseenValues = (
  snapshot: OrderSnapshot,
  settings: Settings,
  choices: Choices,
  { mappings }: Pick<MappingFacts, "mappings">,
): SeenValue[] =>
  neededFacts(snapshot, settings, choices).mappings.filter(
    ({ kind, key }) => LISTED.has(kind) && !Object.hasOwn(mappings[kind] ?? {}, key),
  );
