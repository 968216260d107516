/** The real Admin schemas, built once per process and version (files in app/shopify/schema; what they are is said at their top). */
import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, type GraphQLSchema } from "graphql";
import { processWide } from "#tests/setup/process-wide.ts";

export const API_VERSIONS = ["2026-07", "2026-10"] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

const FOLDER = path.join(import.meta.dirname, "../../../../app/shopify/schema");
const built = processWide("admin schemas", () => new Map<ApiVersion, GraphQLSchema>());

/** Four fifths of the text, which no answer depends on. */
const DESCRIPTION = /"""(?:\\"""|[\s\S])*?"""/g;

export function adminSchema(version: ApiVersion): GraphQLSchema {
  let schema = built.get(version);
  if (!schema) {
    const text = readFileSync(path.join(FOLDER, `admin-${version}.graphql`), "utf8");
    schema = buildSchema(text.replace(DESCRIPTION, ""), { assumeValidSDL: true, noLocation: true });
    built.set(version, schema);
  }
  return schema;
}

/**
 * The version that answers: the one asked for, else the oldest we serve for older names ("falls forward", Shopify API versioning).
 * `undefined` for a name that is no version, or one newer than we serve: the stand-in has no schema to answer with and says so.
 */
export function servedVersion(asked: string): ApiVersion | undefined {
  const exact = API_VERSIONS.find((v) => v === asked);
  if (exact) return exact;
  if (!/^\d{4}-(01|04|07|10)$/.test(asked)) return undefined;
  return asked < API_VERSIONS[0] ? API_VERSIONS[0] : undefined;
}
