import { paramCodes } from "./param-codes.ts";
import type { CatalogFormat, Offer } from "./format.ts";
import { attribute, element, xmlText } from "./xml-text.ts";

/**
 * ICML, as its publisher describes it (docs.simla.com, "Uploading a catalog to the system via ICML"): an extension of YML in which each
 * variant is an offer that names its product, with its stock, and the article number and options as coded parameters.
 */
export const icml: CatalogFormat = {
  name: "icml",
  ending: "xml",
  contentType: "application/xml; charset=utf-8",
  head: ({ shopName, madeAt }) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<yml_catalog${attribute("date", moment(madeAt))}><shop>${element("name", shopName)}${element("company", shopName)}\n<categories>\n`,
  group: ({ id, name }) => `<category${attribute("id", id)}>${element("name", name)}</category>\n`,
  between: () => "</categories>\n<offers>\n",
  offer: (offer) =>
    [
      `<offer${attribute("id", offer.id)}${attribute("productId", offer.productId)}${stock(offer)}>`,
      element("url", offer.url),
      element("price", offer.price),
      ...offer.groups.map(({ id }) => element("categoryId", id)),
      element("picture", offer.image),
      element("name", offer.name),
      element("productName", offer.productName),
      parameters(offer),
      element("vendor", offer.vendor),
      element("productActivity", offer.active ? "Y" : "N"),
      element("weight", offer.kilograms),
      element("barcode", offer.barcode),
      "</offer>\n",
    ].join(""),
  end: () => "</offers>\n</shop></yml_catalog>\n",
};

/** "2026-12-01 10:09:18", in UTC. */
const moment = (at: Date): string => at.toISOString().slice(0, 19).replace("T", " ");

/** What is left: more sold than there is leaves nothing. What is not counted has no stock to name. */
const stock = ({ quantity }: Offer): string =>
  quantity === null ? "" : attribute("quantity", String(Math.max(0, quantity)));

const ARTICLE = "article";

function parameters({ sku, options }: Offer): string {
  const codes = paramCodes(
    options.map(({ name }) => name),
    ARTICLE,
  );
  const param = (name: string, code: string, value: string): string =>
    `<param${attribute("name", name)}${attribute("code", code)}>${xmlText(value)}</param>`;
  return [
    ...(sku === null ? [] : [param("Article", ARTICLE, sku)]),
    ...options.map(({ name, value }, at) => param(name, codes[at] ?? "", value)),
  ].join("");
}
