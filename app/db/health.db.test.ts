import { expect, it } from "vitest";
import { pool } from "./client.server.ts";
import { health } from "./health.server.ts";

const database = async (): Promise<string> =>
  (await pool.query<{ name: string }>("SELECT current_database() AS name")).rows[0]?.name ?? "";
const CUT_OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;

it("says that a database refuses changes although it answers, and that it is well again", async () => {
  expect(await health()).toBeNull();
  const name = await database();
  const client = await pool.connect();
  try {
    await client.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await client.query(CUT_OTHERS);
    await expect.poll(health).toMatchObject({ database: "refuses changes" });
    await client.query("SET default_transaction_read_only = off");
    await client.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    await client.query(CUT_OTHERS);
    await expect.poll(health).toBeNull();
  } finally {
    client.release(true);
  }
});
