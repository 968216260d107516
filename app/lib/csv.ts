import { stringify } from "csv-stringify/sync";

/** Rows of a CSV file in UTF-8; `first`: with the file's mark. What a spreadsheet would take for a formula stays a text. */
export const csvRows = (rows: readonly (readonly string[])[], first = false): string =>
  stringify([...rows] as string[][], {
    bom: first,
    escape_formulas: true,
    record_delimiter: "windows",
    // Only the delimiter of the rows would be quoted by itself.
    quoted_match: /[\r\n]/,
  });
