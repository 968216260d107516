import type { TestProject } from "vitest/node";
import type { TrytonHandle } from "#scripts/tryton.ts";
import { findTryton, startTryton } from "#scripts/tryton.ts";

declare module "vitest" {
  export interface ProvidedContext {
    tryton: { handle: TrytonHandle } | { notRun: string };
  }
}

/**
 * One Tryton for the run. Where it is not installed its tests are skipped by name, unless TRYTON_REQUIRED=1: then the run fails.
 * A Tryton that is installed and does not start always fails it.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const found = findTryton();
  if ("missing" in found) {
    if (process.env.TRYTON_REQUIRED === "1") throw new Error(`These tests need Tryton. ${found.missing}`);
    process.stderr.write(`Not run: what needs a Tryton. ${found.missing}\n`);
    project.provide("tryton", { notRun: "trytond is not installed" });
    return undefined;
  }
  const { stop, ...handle } = await startTryton({ say: (text) => void process.stderr.write(`${text}\n`) });
  project.provide("tryton", { handle });
  return stop;
}
