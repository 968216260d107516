import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

interface SchemaEngine {
  diff(input: unknown): Promise<{ stdout: string | null; exitCode: number }>;
}

/** What is missing between prisma/migrations and prisma/schema, as SQL. Uses Prisma's own engine as WASM on an in-memory PostgreSQL. */
export async function migrationDiff(root = "prisma"): Promise<{ sql: string; inSync: boolean }> {
  const engine = await startEngine();
  const schemaFolder = path.join(root, "schema");
  const files = await Promise.all(
    (await readdir(schemaFolder))
      .filter((file) => file.endsWith(".prisma"))
      .sort()
      .map(async (file) => ({
        path: file,
        content: await readFile(path.join(schemaFolder, file), "utf8"),
      })),
  );
  const migrationsFolder = path.join(root, "migrations");
  const folders = (await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    folders.map(async (folder) => ({
      path: folder,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: await readFile(path.join(migrationsFolder, folder, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  const from =
    folders.length === 0
      ? { tag: "empty" }
      : {
          tag: "migrations",
          baseDir: migrationsFolder,
          shadowDbInitScript: "",
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
          migrationDirectories,
        };
  const { stdout, exitCode } = await engine.diff({
    from,
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return { sql: stdout ?? "", inSync: exitCode === 0 };
}

async function startEngine(): Promise<SchemaEngine> {
  const bg = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as {
    __wbg_set_wasm(exports: unknown): void;
    SchemaEngine: {
      new: (options: unknown, log: () => void, adapter: unknown) => Promise<SchemaEngine>;
    };
  };
  const folder = path.dirname(
    createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const { instance } = await WebAssembly.instantiate(
    await readFile(path.join(folder, "schema_engine_bg.wasm")),
    { "./schema_engine_bg.js": bg as never },
  );
  bg.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bg.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(new PGlite())),
  );
}
