import { createHash } from "node:crypto";

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");

/** A handle holds 255; what a name is too long for is left out. */
const MOST_OF_NAME = 150;

/**
 * The address of a new product. Shopify gives a handle to one product only, so it is also the key by which the product is found again: it ends in the item's
 * number, and in a mark of it where letters alone do not tell numbers apart.
 */
export function handleOf(name: string, number: string): string {
  const code = plain(number);
  const mark =
    code === number.toLowerCase()
      ? ""
      : createHash("sha256").update(number).digest("hex").slice(0, 8);
  const words = plain(name).slice(0, MOST_OF_NAME).replace(/-+$/, "");
  return [words, code, mark].filter(Boolean).join("-");
}
