/** What shopify.app.toml tells Shopify about the app: its scopes, and which topic goes to which path. The file's own plain shape is read, not all of TOML. */
import { readFileSync } from "node:fs";
import path from "node:path";

const TEXT = readFileSync(path.join(import.meta.dirname, "../../../shopify.app.toml"), "utf8");

const words = (list: string): string[] => [...list.matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? "");

export const DECLARED_SCOPES: readonly string[] = (/^scopes = "([^"]+)"/m.exec(TEXT)?.[1] ?? "")
  .split(",")
  .filter(Boolean);

/** What the app may ask a merchant for while it is at work. */
export const OPTIONAL_SCOPES: readonly string[] = words(
  /^optional_scopes = \[([^\]]*)\]/m.exec(TEXT)?.[1] ?? "",
);

interface Subscription {
  topics: string[];
  uri: string;
  /** Top-level fields of the payload that are sent; undefined: all. */
  fields: string[] | undefined;
}

const SUBSCRIPTIONS: readonly Subscription[] = TEXT.split("[[webhooks.subscriptions]]")
  .slice(1)
  .map((block) => {
    const uri = /^\s*uri = "([^"]+)"/m.exec(block)?.[1];
    if (uri === undefined)
      throw new Error("A webhook subscription of shopify.app.toml has no uri.");
    const fields = /^\s*include_fields = \[([^\]]*)\]/m.exec(block)?.[1];
    const lists = [...block.matchAll(/^\s*(?:compliance_)?topics = \[([^\]]*)\]/gm)];
    return {
      uri,
      topics: lists.flatMap((m) => words(m[1] ?? "")),
      fields: fields === undefined ? undefined : words(fields),
    };
  });

export const DECLARED_TOPICS: Readonly<Record<string, string>> = Object.fromEntries(
  SUBSCRIPTIONS.flatMap(({ topics, uri }) => topics.map((topic) => [topic, uri])),
);

/** What of a topic's payload the app asked for. */
export const DECLARED_FIELDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  SUBSCRIPTIONS.flatMap(({ topics, fields }) =>
    fields === undefined ? [] : topics.map((topic) => [topic, fields]),
  ),
);
