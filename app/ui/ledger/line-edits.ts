import type { Values } from "../fields/use-fields.ts";
import type { DocumentView } from "./document-view.ts";

/** An item that is being added, by the form's own name of its row. */
export interface AddedRow {
  key: string;
  code: string;
  itemId: string;
  variantCode: string;
}

export interface SentEdits {
  change: { lineId: string; quantity?: string; location?: string }[];
  remove: string[];
  add: {
    key: string;
    itemId: string;
    variantCode: string;
    quantity: string;
    unitPrice: string;
    location: string;
  }[];
}

type Lines = Pick<DocumentView, "lines">;

/** The values of the form as the document stands: `quantity:<line>`, `location:<line>`, `remove:<line>`, and what a new row starts with. */
export function storedValues(
  document: Lines,
  added: readonly AddedRow[],
  location: string,
): Values {
  return Object.fromEntries([
    ...document.lines.flatMap((line): [string, string | boolean][] => [
      [`quantity:${line.id}`, line.quantity],
      [`location:${line.id}`, line.location ?? ""],
      [`remove:${line.id}`, false],
    ]),
    ...added.flatMap((row): [string, string][] => [
      [`quantity:${row.key}`, "1"],
      [`unitPrice:${row.key}`, ""],
      [`location:${row.key}`, location],
    ]),
  ]);
}

/** What differs from the document. */
export function sentEdits(document: Lines, values: Values, added: readonly AddedRow[]): SentEdits {
  const text = (name: string): string => String(values[name] ?? "");
  const remove = document.lines
    .filter((line) => values[`remove:${line.id}`] === true)
    .map((line) => line.id);
  const change = document.lines
    .filter((line) => !remove.includes(line.id))
    .flatMap((line) => {
      const quantity = text(`quantity:${line.id}`);
      const location = text(`location:${line.id}`);
      const edit = {
        ...(quantity === line.quantity ? {} : { quantity }),
        ...(location === (line.location ?? "") ? {} : { location }),
      };
      return Object.keys(edit).length > 0 ? [{ lineId: line.id, ...edit }] : [];
    });
  const add = added.map(({ key, itemId, variantCode }) => ({
    key,
    itemId,
    variantCode,
    quantity: text(`quantity:${key}`),
    unitPrice: text(`unitPrice:${key}`),
    location: text(`location:${key}`),
  }));
  return { change, remove, add };
}
