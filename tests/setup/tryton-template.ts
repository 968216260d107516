import type { TestProject } from "vitest/node";
import type { PreparedTryton } from "#scripts/tryton.ts";
import { findTryton, prepareTryton } from "#scripts/tryton.ts";

declare module "vitest" {
  export interface ProvidedContext {
    tryton: { prepared: PreparedTryton } | { notRun: string };
  }
}

/**
 * The template company for the run; each test file starts a server of its own with it. Where Tryton is not installed its tests are skipped
 * by name, unless TRYTON_REQUIRED=1: then the run fails. A Tryton that is installed and does not start always fails it.
 */
export default async function setup(project: TestProject): Promise<void> {
  const found = findTryton();
  if ("missing" in found) {
    if (process.env.TRYTON_REQUIRED === "1")
      throw new Error(`These tests need Tryton. ${found.missing}`);
    process.stderr.write(`Not run: what needs a Tryton. ${found.missing}\n`);
    project.provide("tryton", { notRun: "trytond is not installed" });
    return;
  }
  project.provide("tryton", {
    prepared: await prepareTryton((text) => void process.stderr.write(`${text}\n`)),
  });
}
