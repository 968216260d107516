import type { TestProject } from "vitest/node";
import { findBrowser } from "#scripts/browser.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    browser: string;
  }
}

/** Finds (and where needed unpacks) one Chromium before test files run side by side. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("browser", await findBrowser());
}
