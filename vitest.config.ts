import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/setup/longest-first.ts";

const LONGEST_MS = 300_000;
const shared = {
  environment: "node" as const,
  setupFiles: ["tests/setup/environment.ts"],
  mockReset: true,
  // Room for what lives a moment only: else an eighth of the time goes into collecting it.
  execArgv: ["--max-semi-space-size=64"],
  // Limits end what hangs. A machine with both cores busy must never meet one: what a time is to be is asserted as such.
  testTimeout: 120_000,
  hookTimeout: LONGEST_MS,
  expect: { poll: { timeout: 60_000 } },
};
/** A process serves one file after the other; what a file loads of the app is its own. */
const ofItsOwn = ["tests/setup/fresh-modules.ts", "tests/setup/environment.ts"];

export default defineConfig(({ mode }) => {
  // `npm run test:long` is the mode "long": it runs the files with ".long." in their name, which everything else leaves out.
  const long = mode === "long";
  const name = long ? "*.long" : "*";
  const exclude = [...(long ? [] : ["**/*.long.*"]), "node_modules/**"];
  return {
    resolve: { conditions: ["node"] },
    test: {
      // Two cores: more workers only take turns.
      maxWorkers: 2,
      // Where nobody watches, the output names every case: what was proved on which ERP.
      reporters: process.env.CI ? ["verbose"] : ["default"],
      sequence: { sequencer: LongestFirst },
      projects: [
        // Pure code: what one file loaded serves the next, too.
        {
          extends: true,
          test: {
            ...shared,
            name: "unit",
            isolate: false,
            include: [`{app,tests,scripts}/**/${name}.test.{ts,tsx}`],
            exclude: [
              "**/*.db.test.ts",
              "**/*.erp.test.ts",
              "tests/scenarios/**",
              "tests/e2e/**",
              ...exclude,
            ],
            sequence: { shuffle: true },
          },
        },
        // What runs in Shopify Admin, with the official tester: a document of its own, and Preact's JSX.
        {
          extends: true,
          esbuild: { jsx: "automatic", jsxImportSource: "preact" },
          test: {
            ...shared,
            name: "extensions",
            environment: "happy-dom",
            setupFiles: [],
            include: [`extensions/**/${name}.test.tsx`],
            exclude,
            server: { deps: { inline: ["@shopify/ui-extensions-tester"] } },
          },
        },
        {
          extends: true,
          test: {
            ...shared,
            name: "database",
            isolate: false,
            include: [`{app,tests}/**/${name}.db.test.ts`, `tests/scenarios/**/${name}.test.ts`],
            exclude: ["**/*.erp.test.ts", ...exclude],
            globalSetup: ["tests/setup/postgres.ts"],
            setupFiles: [...ofItsOwn, "tests/setup/database.ts"],
            testTimeout: LONGEST_MS,
          },
        },
        // What asks a real Tryton; skipped by name where it is not installed.
        {
          extends: true,
          test: {
            ...shared,
            name: "erp",
            isolate: false,
            include: [`{app,tests,scripts}/**/${name}.erp.test.ts`],
            exclude,
            globalSetup: ["tests/setup/postgres.ts", "tests/setup/find-tryton.ts"],
            setupFiles: [...ofItsOwn, "tests/setup/database.ts", "tests/setup/tryton.ts"],
            testTimeout: LONGEST_MS,
          },
        },
        {
          extends: true,
          test: {
            ...shared,
            name: "browser",
            isolate: false,
            // Where nobody watches, a browser gets a second chance; the report names each test that needed it.
            retry: process.env.CI ? 1 : 0,
            include: [`tests/e2e/**/${name}.test.ts`],
            exclude,
            globalSetup: ["tests/setup/postgres.ts", "tests/setup/browser.ts"],
            setupFiles: [...ofItsOwn, "tests/setup/database.ts"],
            testTimeout: LONGEST_MS,
          },
        },
      ],
    },
  };
});
