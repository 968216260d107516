/** Tags come back sorted, trimmed and without doubles whatever their case (recording orderUpdate-input-validation; doubles: Shopify help on tags). */
export function sortTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags.map((text) => text.trim()).filter((text) => text !== ""))
    if (!seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  return [...seen.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
