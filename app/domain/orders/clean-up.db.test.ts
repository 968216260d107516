import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import { now } from "#app/lib/clock.ts";
import { fill } from "#tests/setup/many-records.ts";

// Records of a time long past, as a shop leaves them: more than one slice holds.
const SHOP = "old.myshopify.com";
const RECORDS = 1_050;
const OPEN = 20;
const old = { at: new Date("2026-06-01T00:00:00Z") };

beforeAll(async () => {
  await fill({ [SHOP]: RECORDS });
  await db.$executeRaw`UPDATE "Task" SET evidence = '{"held":{}}', result = '{"number":"SO1"}', "lastAnswer" = 'Done'`;
  await db.$executeRaw`UPDATE "TaskAttempt" SET "startedAt" = ${old.at}`;
  await db.$executeRaw`UPDATE "PostedShipment" SET event = '{"feed":"shipments"}', "createdAt" = ${old.at}`;
  await db.$executeRaw`UPDATE "PostedInvoice" SET event = '{"feed":"invoices"}', "createdAt" = ${old.at}`;
  await db.$executeRaw`UPDATE "SkippedRecord" SET at = ${now()} WHERE "recordId" = 's1'`;
  for (const job of ["cleanUpOrders", "forgetEvents"]) await jobs[job]?.({});
});

const count = async (table: string, where: string): Promise<number> => {
  const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM "${table}" WHERE ${where}`,
  );
  return row?.count ?? NaN;
};

it("attempts go, and what a task kept for looking its call up; the task stays with its key and result", async () => {
  // A fourth of the open ones was put aside; failed, waiting and unclear ones keep everything.
  expect(await count("TaskAttempt", "TRUE")).toBe(OPEN - OPEN / 4);
  expect(await count("Task", "TRUE")).toBe(RECORDS);
  expect(await count("Task", `state = 'done' AND evidence IS NULL AND "lastAnswer" IS NULL`)).toBe(
    RECORDS - OPEN,
  );
  expect(await count("Task", `state <> 'done' AND evidence IS NULL`)).toBe(0);
  expect(await count("Task", "result IS NULL")).toBe(0);
});

it.each([
  ["PostedShipment", "sent"],
  ["PostedInvoice", "captured"],
])("of %s the ERP's own words go where it is settled", async (table, settled) => {
  expect(await count(table, `state = '${settled}' AND event = '{}'`)).toBe(RECORDS - OPEN);
  expect(await count(table, `state <> '${settled}' AND event <> '{}'`)).toBe(OPEN);
});

it.each(["ApiLog", "WebhookDelivery", "SyncRun"])("all of %s goes", async (table) => {
  expect(await count(table, "TRUE")).toBe(0);
});

it("what was left out lately stays", async () => {
  expect(await count("SkippedRecord", "TRUE")).toBe(1);
});
