import type { DocumentNode } from "graphql";
import { processWide } from "#tests/setup/process-wide.ts";
import { adminSchema, type ApiVersion } from "./schema.ts";
import { type ErrorEntry, parseOrErrors, staticErrors } from "./static-errors.ts";

type Checked = { document: DocumentNode } | { errors: ErrorEntry[] };

/** More than an app has operations; beyond it all are checked anew. */
const MOST = 300;
const known = processWide("checked documents", () => new Map<string, Checked>());

/** Parsed and checked against the version's schema: once, as an app sends the same documents again and again. */
export function checkedDocument(version: ApiVersion, query: string): Checked {
  const key = `${version} ${query}`;
  let checked = known.get(key);
  if (!checked) {
    checked = check(version, query);
    if (known.size >= MOST) known.clear();
    known.set(key, checked);
  }
  return checked;
}

function check(version: ApiVersion, query: string): Checked {
  const parsed = parseOrErrors(query);
  if ("errors" in parsed) return parsed;
  const errors = staticErrors(adminSchema(version), parsed.document);
  return errors.length > 0 ? { errors } : parsed;
}
