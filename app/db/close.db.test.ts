import pg from "pg";
import { expect, it } from "vitest";
import { closeDatabase, pool } from "./client.server.ts";

it("a connection that nobody gives back does not keep the process from ending", async () => {
  // The test's own database, as its set-up named it: asked through another connection once the pool is closed.
  const url = process.env.DATABASE_URL;
  const idle = await pool.connect();
  const busy = await pool.connect();
  const asleep = busy.query("SELECT pg_sleep(300)").then(
    () => "awake",
    () => "cut off",
  );
  await closeDatabase();
  expect(await asleep).toBe("cut off");
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await expect
    .poll(async () => {
      const { rows } = await other.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle'`,
      );
      return rows[0]?.count;
    })
    .toBe(0);
  await other.end();
  // Whoever held one finds out by an error, not by a second fault.
  idle.release();
  busy.release();
  expect(pool.totalCount).toBe(0);
});
