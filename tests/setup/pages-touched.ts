import pg from "pg";
import { pool } from "#app/db/client.server.ts";

/** One statement that was sent, and how many pages of the database it touched. */
export interface Touched {
  text: string;
  pages: number;
  plan: Plan;
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * How many pages the statements of `work` touch. Each is remembered at the driver while `work` runs and explained afterwards, in a
 * transaction that is undone: so `work` should leave the rows as they were, or the figure is that of what it left.
 */
export async function pagesTouched(work: () => Promise<unknown>): Promise<Touched[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function (...args) {
    const [first, values] = args as [string | { text: string; values?: unknown[] }, unknown];
    if (typeof first === "string")
      sent.push({ text: first, values: Array.isArray(values) ? values : [] });
    else sent.push({ text: first.text, values: first.values ?? (values as unknown[]) ?? [] });
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  const client = await pool.connect();
  try {
    const touched: Touched[] = [];
    for (const { text, values } of sent.filter(({ text: each }) =>
      /^\s*(SELECT|WITH|UPDATE|INSERT|DELETE)/i.test(each),
    )) {
      await client.query("BEGIN");
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
        values,
      );
      await client.query("ROLLBACK");
      const plan = rows[0]?.["QUERY PLAN"][0].Plan;
      if (!plan) throw new Error(`no plan of: ${text}`);
      // For whoever asks why a list reads too much: `SHOW_PLANS=1 npx vitest run …`.
      if (process.env.SHOW_PLANS) console.log(text, JSON.stringify(plan, null, 1));
      touched.push({
        text,
        pages: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        plan,
      });
    }
    return touched;
  } finally {
    client.release();
  }
}

interface Plan {
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: Plan[];
}

/** The steps of a plan, the plan itself among them. */
export const stepsOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(stepsOf)];
