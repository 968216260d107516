interface Asked {
  "if-none-match"?: string | undefined;
  "if-modified-since"?: string | undefined;
}

/** Whether the asker has this very thing already (RFC 9110, 13.2.2): by its tag where one is named, else by its time, which counts in seconds. */
export function isCurrent(asked: Asked, tag: string, madeAt: Date): boolean {
  const tags = asked["if-none-match"];
  if (tags !== undefined)
    return tags.trim() === "*" || tags.split(",").some((one) => bare(one) === bare(tag));
  const since = Date.parse(asked["if-modified-since"] ?? "");
  return !Number.isNaN(since) && Math.floor(madeAt.getTime() / 1000) * 1000 <= since;
}

/** A weak tag names the same thing here. */
const bare = (tag: string): string => tag.trim().replace(/^W\//, "");
