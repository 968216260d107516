/** One measure as it is printed. */
export interface Row {
  name: string;
  ours: string;
  goal: string;
  beside: string;
  /** Undefined where there is no goal. */
  met?: boolean | undefined;
}

/** The rows as a table of plain text, a mark before each that has a goal. */
export function printTable(rows: readonly Row[]): string {
  const head: Row = { name: "measure", ours: "ours", goal: "goal", beside: "beside" };
  const mark = ({ met }: Row): string => (met === undefined ? " " : met ? "✓" : "✗");
  const columns = (["name", "ours", "goal", "beside"] as const).map((key) => ({
    key,
    width: Math.max(...[head, ...rows].map((row) => row[key].length)),
  }));
  const line = (row: Row): string =>
    `${mark(row)} ${columns.map(({ key, width }) => (key === "ours" ? row[key].padStart(width) : row[key].padEnd(width))).join("  ")}`.trimEnd();
  return [
    line(head),
    "─".repeat(columns.reduce((sum, { width }) => sum + width + 2, 0)),
    ...rows.map(line),
  ].join("\n");
}

export const atMost = (
  name: string,
  ours: number,
  goal: number,
  beside: string,
  decimals = 2,
): Row => ({ name, ours: shown(ours, decimals), goal: `≤ ${goal}`, beside, met: ours <= goal });
export const atLeast = (
  name: string,
  ours: number,
  goal: number,
  beside: string,
  decimals = 1,
): Row => ({ name, ours: shown(ours, decimals), goal: `≥ ${goal}`, beside, met: ours >= goal });
export const told = (name: string, ours: number, beside: string, decimals = 2): Row => ({
  name,
  ours: shown(ours, decimals),
  goal: "",
  beside,
});

/** Enough digits to see, none that the measure does not carry. */
const shown = (value: number, decimals: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(decimals);

/** What a test holds, which fails where it is not so. */
export const provedBy = (name: string, goal: string, test: string): Row => ({
  name,
  ours: "held",
  goal,
  beside: test,
});

/** A measure that this machine lacks something for. */
export const notRun = (name: string, why: string): Row => ({
  name,
  ours: "–",
  goal: "",
  beside: `not run: ${why}`,
});
