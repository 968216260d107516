import { db } from "#app/db/client.server.ts";

// cspell:ignore confrelid

/**
 * Empties these tables and those that refer to them, as TRUNCATE … CASCADE does: that makes a new file for each table and index, which
 * takes fifty times as long as to delete the few rows of a test. Whoever still writes is waited for, and no trigger is asked.
 */
export async function emptyTables(tables: readonly string[]): Promise<void> {
  const named = tables.map((table) => `'"${table}"'`).join(", ");
  await db.$executeRawUnsafe(`DO $$
    DECLARE found text;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR found IN
        WITH RECURSIVE tables AS (
          SELECT unnest(ARRAY[${named}]::regclass[])::oid AS id
          UNION SELECT conrelid FROM pg_constraint JOIN tables ON confrelid = id WHERE contype = 'f'
        ) SELECT id::regclass::text FROM tables ORDER BY id
      LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', found);
        EXECUTE format('DELETE FROM %s', found);
      END LOOP;
    END $$`);
}
