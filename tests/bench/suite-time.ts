import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findTryton } from "#scripts/tryton.ts";
import type { Row } from "./table.ts";
import { notRun, told } from "./table.ts";

/** Of vitest's JSON report: times in milliseconds. */
interface Report {
  testResults: {
    name: string;
    startTime: number;
    endTime: number;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      fullName: string;
      status: string;
      duration?: number | null;
    }[];
  }[];
}

const ADAPTERS = [
  { name: "built-in ledger", file: "tests/contracts/erp/ledger.db.test.ts", mode: "test" },
  { name: "Tryton", file: "tests/contracts/erp/tryton.long.erp.test.ts", mode: "long" },
] as const;

/** How long the contract suite takes for each adapter, one after the other: a third one costs its own cases and no more. */
export async function measureSuite(): Promise<Row[]> {
  const times = [];
  for (const adapter of ADAPTERS)
    times.push({ ...adapter, ...timesOf(await runSuite(adapter), adapter.file) });
  const installed = "found" in findTryton();
  const whole = times.reduce((sum, { seconds }) => sum + seconds, 0);
  const [ledger] = times;
  return [
    ...times.map(({ name, cases, seconds, slowest }) => {
      const title = `seconds per case of the contract suite, ${name}`;
      return cases === 0 && !installed
        ? notRun(title, "trytond is not installed")
        : told(
            title,
            seconds / cases,
            `${cases} cases, ${seconds.toFixed(1)} s; slowest ${(slowest.ms / 1000).toFixed(1)} s: ${slowest.name.slice(0, 60)}`,
          );
    }),
    installed && ledger
      ? told(
          "times the suite's time for the ledger, with both",
          whole / ledger.seconds,
          `${whole.toFixed(1)} s of cases`,
          1,
        )
      : notRun("times the suite's time for the ledger, with both", "trytond is not installed"),
  ];
}

/** The cases of the suite alone, without what a test file asks beyond it. */
function timesOf(
  { testResults }: Report,
  file: string,
): { cases: number; seconds: number; slowest: { name: string; ms: number } } {
  const all = testResults
    .filter(({ name }) => name.endsWith(file))
    .flatMap(({ assertionResults }) => assertionResults);
  const failed = all.filter(({ status }) => status === "failed");
  if (failed.length > 0)
    throw new Error(
      `the suite must pass before its time means anything: ${failed.map(({ fullName }) => fullName).join("; ")}`,
    );
  const cases = all.filter(
    ({ status, ancestorTitles }) =>
      status === "passed" && !ancestorTitles.some((title) => title.includes("beyond the contract")),
  );
  const timed = cases.map(({ title, duration }) => ({ name: title, ms: duration ?? 0 }));
  return {
    cases: cases.length,
    seconds: timed.reduce((sum, { ms }) => sum + ms, 0) / 1000,
    slowest: timed.reduce((most, one) => (one.ms > most.ms ? one : most), { name: "", ms: 0 }),
  };
}

async function runSuite({ file, mode }: (typeof ADAPTERS)[number]): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), "suite-time-"));
  const output = path.join(folder, "report.json");
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          "node_modules/vitest/vitest.mjs",
          "run",
          "--mode",
          mode,
          "--project",
          "database",
          "--project",
          "erp",
          "--reporter=json",
          `--outputFile=${output}`,
          file,
        ],
        { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "test" } },
      );
      child.once("error", reject);
      child.once("exit", resolve);
    });
    const report = JSON.parse(readFileSync(output, "utf8")) as Report;
    if (
      code !== 0 &&
      report.testResults.every(({ assertionResults }) =>
        assertionResults.every(({ status }) => status !== "failed"),
      )
    )
      throw new Error(`the suite's run ended with ${code}`);
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
