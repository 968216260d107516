/** What shopify.app.toml tells Shopify about the app: its scopes, and which topic goes to which path. The file's own plain shape is read, not all of TOML. */
import { readFileSync } from "node:fs";
import path from "node:path";

const TEXT = readFileSync(path.join(import.meta.dirname, "../../../shopify.app.toml"), "utf8");

export const DECLARED_SCOPES: readonly string[] = (/^scopes = "([^"]+)"/m.exec(TEXT)?.[1] ?? "")
  .split(",")
  .filter(Boolean);

export const DECLARED_TOPICS: Readonly<Record<string, string>> = Object.fromEntries(
  TEXT.split("[[webhooks.subscriptions]]")
    .slice(1)
    .flatMap((block) => {
      const uri = /^\s*uri = "([^"]+)"/m.exec(block)?.[1];
      if (uri === undefined)
        throw new Error("A webhook subscription of shopify.app.toml has no uri.");
      const lists = [...block.matchAll(/^\s*(?:compliance_)?topics = \[([^\]]*)\]/gm)].map(
        (m) => m[1] ?? "",
      );
      return lists.flatMap((list) =>
        [...list.matchAll(/"([^"]+)"/g)].map((m): [string, string] => [m[1] ?? "", uri]),
      );
    }),
);
