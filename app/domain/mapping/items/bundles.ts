import type { OrderContent, OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { compareGids } from "#app/shopify/gid.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";

/** The order lines of one bundle (LineItemGroup), by their ids. */
export interface BundleLines {
  bundle: NonNullable<OrderLine["bundle"]>;
  lines: OrderLine[];
}

/**
 * Bundles that stand as one item on documents, where the card says so. One with a line that is no item of the catalogue, or whose lines are not
 * a whole number for each bundle, stays its components.
 */
export function bundlesAsItems(
  { lines }: Pick<OrderContent, "lines">,
  settings: Pick<Settings, "bundles">,
): BundleLines[] {
  if (settings.bundles !== "item") return [];
  const found = new Map<string, BundleLines>();
  for (const line of lines.toSorted((a, b) => compareGids(a.id, b.id))) {
    if (!line.bundle || line.exchange) continue;
    const known = found.get(line.bundle.id);
    if (known) known.lines.push(line);
    else found.set(line.bundle.id, { bundle: line.bundle, lines: [line] });
  }
  return [...found.values()].filter(
    ({ bundle, lines: parts }) =>
      bundle.quantity > 0 &&
      parts.every(({ kind, quantity }) => kind === "item" && quantity % bundle.quantity === 0),
  );
}

/** What the ERP is asked for instead of the components: the bundle as Shopify sells it, on its first line. */
export function bundleLine({ bundle, lines }: BundleLines): OrderLine {
  const [first] = lines;
  if (!first) throw new Error("a bundle has lines");
  return {
    ...first,
    title: bundle.title,
    variantTitle: null,
    sku: bundle.sku,
    barcode: null,
    variantId: bundle.variantId,
    options: [],
  };
}
