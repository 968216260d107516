import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { findBrowser } from "#scripts/browser.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    browser: string;
    /** A folder with a file for each app that serves several test files; the app's process id is its name. */
    apps: string;
  }
}

/**
 * Finds (and where needed unpacks) one Chromium before test files run side by side. Ends at last the apps that served more than one file:
 * a process that serves files does not know which is its last.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  project.provide("browser", await findBrowser());
  const apps = mkdtempSync(path.join(tmpdir(), "shopify-erp-connector-apps-"));
  project.provide("apps", apps);
  return () => {
    for (const pid of readdirSync(apps)) {
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(apps, { recursive: true });
  };
}
