/**
 * productSet, as the app calls it: without an identifier, so that a product is created. Texts, fields and codes of a taken handle, of texts that are too long, of
 * an option's name and of a variant given twice: list of recorded refusals (recorded-answers, Products). Believed: a blank title and a price below zero are
 * refused as productCreate and productVariantsBulkUpdate refuse them; an unknown location with the words of inventoryActivate; a SKU may be had twice.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { Big } from "../arithmetic/big.ts";
import { requireGid } from "../ids.ts";
import { makeProduct, type ProductFields, type VariantFields } from "../make-product.ts";
import type { Store } from "../store.ts";

interface CodedError {
  field: string[];
  message: string;
  code: string | null;
}
const coded = (field: string[], message: string, code: string | null = null): CodedError => ({
  field: ["input", ...field],
  message,
  code,
});
const MOST = 255;

export const productSet =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    if (args.identifier !== undefined && args.identifier !== null)
      throw new Error("The simulated shop sets new products only.");
    if (args.synchronous === false)
      throw new Error("The simulated shop sets products synchronously.");
    const input = args.input as ProductFields;
    const errors = check(store, input);
    if (errors.length > 0) return { product: null, productSetOperation: null, userErrors: errors };
    const product = makeProduct(store, input);
    context.effects({
      mutation: "productSet",
      shop: store.shop,
      input: args,
      result: { product: product.id },
    });
    store.emit("products/create", product.id, { id: Number(product.id.split("/").at(-1)) });
    return { product, productSetOperation: null, userErrors: [] };
  };

function check(store: Store, input: ProductFields): CodedError[] {
  const errors: CodedError[] = [];
  const title = input.title ?? "";
  if (title.trim() === "") errors.push(coded(["title"], "Title can't be blank"));
  if (title.length > MOST) errors.push(coded(["title"], "is too long (maximum is 255 characters)"));
  const { handle } = input;
  if (handle !== undefined && handle.length > MOST)
    errors.push(coded([], "Handle is too long (maximum is 255 characters)"));
  if (handle !== undefined && store.products.some((product) => product.handle === handle))
    errors.push(
      coded(["handle"], `Handle '${handle}' already in use. Please provide a new handle.`),
    );
  (input.productOptions ?? []).forEach(({ name = "" }, at) => {
    if (name.includes(" / "))
      errors.push(
        coded(
          ["productOptions", String(at), "name"],
          "The name contains unsupported sequence ' / '",
          "INVALID_INPUT",
        ),
      );
  });
  const seen = new Set<string>();
  (input.variants ?? []).forEach((variant, at) => {
    const called = variant.optionValues.map(({ name }) => name ?? "").join(" / ");
    if (seen.has(called))
      errors.push(
        coded(
          ["variants", String(at)],
          `The variant '${called}' already exists. Please change at least one option value.`,
        ),
      );
    seen.add(called);
    errors.push(...checkVariant(store, variant, String(at)));
  });
  return errors;
}

function checkVariant(store: Store, variant: VariantFields, at: string): CodedError[] {
  const errors: CodedError[] = [];
  if (variant.price !== undefined && new Big(variant.price).lt("0"))
    errors.push(
      coded(
        ["variants", at, "price"],
        "Price must be greater than or equal to 0",
        "INVALID_VARIANT",
      ),
    );
  (variant.inventoryQuantities ?? []).forEach(({ locationId, name }, index) => {
    const field = ["variants", at, "inventoryQuantities", String(index)];
    if (!store.find(requireGid(locationId, "Location")))
      errors.push(
        coded(
          [...field, "locationId"],
          "The product couldn't be stocked because the location wasn't found.",
          "INVALID_INPUT",
        ),
      );
    if (name !== "available" && name !== "on_hand")
      throw new Error(`The simulated shop has no quantity "${name}".`);
  });
  return errors;
}
