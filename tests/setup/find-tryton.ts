import type { TestProject } from "vitest/node";
import type { Installation } from "#scripts/tryton.ts";
import { findTryton } from "#scripts/tryton.ts";

declare module "vitest" {
  export interface ProvidedContext {
    tryton: { found: Installation } | { notRun: string };
  }
}

/**
 * Where Tryton is; each test file starts a server of its own. Where it is not installed its tests are skipped by name, unless
 * TRYTON_REQUIRED=1: then the run fails. A Tryton that is installed and does not start always fails it.
 */
export default function setup(project: TestProject): void {
  const tryton = findTryton();
  if ("missing" in tryton && process.env.TRYTON_REQUIRED === "1")
    throw new Error(`These tests need Tryton. ${tryton.missing}`);
  if ("missing" in tryton)
    process.stderr.write(`Not run: what needs a Tryton. ${tryton.missing}\n`);
  project.provide("tryton", "missing" in tryton ? { notRun: "trytond is not installed" } : tryton);
}
