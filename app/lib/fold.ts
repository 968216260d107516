/** Text as searches compare it: without case, accents and more than one blank in a row. */
export const fold = (text: string): string =>
  text
    .replaceAll("\u0000", "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
