// Writes the next migration: the difference between prisma/migrations and prisma/schema, computed without a database server.
//   npm run migration:new -- add_something
//   npm run migration:new -- add_something --empty    for what the schema does not hold, such as a CHECK constraint
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { migrationDiff } from "./migration-diff.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("usage: npm run migration:new -- lower_case_name");
  process.exit(2);
}
const { sql, inSync } = await migrationDiff();
if (inSync && !process.argv.includes("--empty")) {
  console.log(
    "Nothing to do: the migrations give the schema already. A CHECK constraint? Add --empty.",
  );
} else {
  const folder = path.join(
    "prisma/migrations",
    `${new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)}_${name}`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
  const lock = "prisma/migrations/migration_lock.toml";
  if (!existsSync(lock))
    writeFileSync(
      lock,
      '# Written once; names the database the migrations are for.\nprovider = "postgresql"\n',
    );
  console.log(
    `Wrote ${folder}/migration.sql (${sql.split("\n").length} lines). Read it before committing.`,
  );
}
