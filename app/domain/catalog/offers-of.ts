import { parseDecimal } from "#app/money/decimal.ts";
import { fileText } from "./formats/file-text.ts";
import type { Group, Offer } from "./formats/format.ts";
import { kilograms } from "./read/kilograms.ts";
import type { CollectionLine, VariantLine, WholeProduct } from "./read/products.ts";
import type { Remarks } from "./remarks.ts";

/** The number at the end of a gid: by it the store's addresses and every other connector name the record. */
const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

/** Seen by whoever has the link; listed or not is another matter. */
const OFFERED = new Set(["ACTIVE", "UNLISTED"]);

/** The one variant of a product without options. */
const ONLY = { name: "Title", value: "Default Title" };

export const groupOf = ({ id, title }: Pick<CollectionLine, "id" | "title">): Group => ({
  id: numberOf(id),
  name: fileText(title),
});

/** A product's variants as every format writes them. One without a price is left out: nobody could sell it. */
export function offersOf(whole: WholeProduct, remarks: Remarks): Offer[] {
  const { product } = whole;
  const groups = whole.collections.map(groupOf);
  const productName = fileText(product.title);
  const vendor = fileText(product.vendor);
  const changed = productName !== product.title || vendor !== product.vendor;
  return whole.variants.flatMap((variant) => {
    const options = optionsOf(variant);
    const name = [productName, ...(options.length > 0 ? [valuesOf(options)] : [])].join(" - ");
    const sku = variant.sku === null ? "" : fileText(variant.sku);
    const known = sku === "" ? name : sku;
    if (parseDecimal(variant.price ?? "") === undefined) {
      remarks.add("noPrice", known);
      return [];
    }
    if (sku === "") remarks.add("noSku", name);
    else remarks.sku(sku);
    if (changed || isChanged(variant)) remarks.add("textChanged", known);
    return [
      {
        id: numberOf(variant.id),
        productId: numberOf(product.id),
        productName,
        name,
        vendor: vendor === "" ? null : vendor,
        url: pageOf(whole, variant),
        active: OFFERED.has(product.status) && product.publishedAt !== null,
        sku: sku === "" ? null : sku,
        barcode: fileText(variant.barcode ?? "") || null,
        price: variant.price ?? "",
        quantity: variant.inventoryItem.tracked ? variant.inventoryQuantity : null,
        kilograms: kilograms(variant.inventoryItem.measurement.weight),
        image: variant.image?.url ?? product.featuredMedia?.preview?.image?.url ?? null,
        groups,
        options,
      },
    ];
  });
}

const isOnly = ({ name, value }: { name: string; value: string }): boolean =>
  name === ONLY.name && value === ONLY.value;

const optionsOf = ({ selectedOptions }: VariantLine): Offer["options"] =>
  selectedOptions
    .filter((option) => !isOnly(option))
    .map(({ name, value }) => ({ name: fileText(name), value: fileText(value) }));

const valuesOf = (options: Offer["options"]): string =>
  options.map(({ value }) => value).join(" / ");

const isChanged = ({ sku, barcode, selectedOptions }: VariantLine): boolean =>
  [sku ?? "", barcode ?? "", ...selectedOptions.flatMap(({ name, value }) => [name, value])].some(
    (text) => fileText(text) !== text,
  );

/** The product's page with this variant chosen. */
function pageOf({ product, variants }: WholeProduct, { id }: VariantLine): string | null {
  if (product.onlineStoreUrl === null || !URL.canParse(product.onlineStoreUrl)) return null;
  const url = new URL(product.onlineStoreUrl);
  if (variants.length > 1) url.searchParams.set("variant", numberOf(id));
  return url.href;
}
