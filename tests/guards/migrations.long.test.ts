import { expect, it } from "vitest";
import { migrationDiff } from "#scripts/migration-diff.ts";

it("the migrations give the schema", { timeout: 180_000 }, async () => {
  expect(await migrationDiff()).toMatchObject({ inSync: true });
});
