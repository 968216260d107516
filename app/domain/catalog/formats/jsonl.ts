import type { CatalogFormat } from "./format.ts";

/** One variant on each line, as JSON: for readers that want neither XML nor the whole file at once. */
export const jsonl: CatalogFormat = {
  name: "jsonl",
  ending: "jsonl",
  contentType: "application/x-ndjson; charset=utf-8",
  head: () => "",
  group: () => "",
  between: () => "",
  offer: ({ kilograms, image, groups, ...offer }) =>
    `${JSON.stringify({
      ...offer,
      weight: kilograms === null ? null : { value: kilograms, unit: "kg" },
      image,
      collections: groups,
    })}\n`,
  end: () => "",
};
