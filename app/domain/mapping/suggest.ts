/** Letters and digits only, without case or accents: "Main Warehouse" and "main-warehouse" are one. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** The one ERP value whose name or code is the same as the Shopify name; null when there is none, or more than one. */
export function suggest(
  title: string,
  values: readonly { code: string; title: string; blocked?: boolean }[],
): string | null {
  const wanted = plain(title);
  if (wanted === "") return null;
  const found = values.filter(
    (value) => !value.blocked && (plain(value.title) === wanted || plain(value.code) === wanted),
  );
  return found.length === 1 ? (found[0]?.code ?? null) : null;
}
