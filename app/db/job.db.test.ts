import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "./client.server.ts";
import { isWriteConflict } from "./database-trouble.ts";
import { defineJob, handlersOf } from "./job.ts";

const MEETS = defineJob({ name: "meetsOfTest", payload: z.object({ first: z.number() }) });

const SHOPS = ["first.myshopify.com", "second.myshopify.com"];

const handlerOf = (act: (first: number) => Promise<void>) => (first: number) =>
  handlersOf({ MEETS }, { MEETS: ({ first }) => act(first) })[MEETS.name]?.({ first });

/** Whoever comes waits until two have come. */
function meetingOfTwo(): () => Promise<void> {
  let come = (): void => undefined;
  const both = new Promise<void>((resolve) => (come = resolve));
  let begun = 0;
  return async () => {
    begun += 1;
    if (begun === 2) come();
    await both;
  };
}

/** Two of these, of the first and of the second, each hold what the other asks for next. */
const meet = (first: number, begun: () => Promise<void>): Promise<void> =>
  db.$transaction(async (tx) => {
    const take = (shop: string | undefined): Promise<unknown> =>
      tx.$queryRaw`SELECT 1 FROM "Shop" WHERE domain = ${shop} FOR UPDATE`;
    await tx.$executeRaw`SET LOCAL deadlock_timeout = '50ms'`;
    await take(SHOPS[first]);
    await begun();
    await take(SHOPS[1 - first]);
  });

beforeAll(async () => {
  await db.shop.createMany({ data: SHOPS.map((domain) => ({ domain })) });
});

it("of two jobs that wait for each other, the one that PostgreSQL ends is done again at once", async () => {
  const tries: number[] = [];
  const begun = meetingOfTwo();
  const handle = handlerOf(async (first) => {
    tries.push(first);
    await meet(first, begun);
  });
  await Promise.all([handle(0), handle(1)]);
  expect(tries).toHaveLength(3);
});

it("a job that meets another one each time is left to the queue, and one that fails otherwise at once", async () => {
  const begun = meetingOfTwo();
  const ends = await Promise.allSettled([meet(0, begun), meet(1, begun)]);
  const [met] = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
  expect(isWriteConflict(met)).toBe(true);
  let tries = 0;
  const failing = (error: Error | undefined) =>
    handlerOf(() => {
      tries += 1;
      return Promise.reject(error ?? new Error("nobody was ended"));
    })(0);
  await expect(failing(met)).rejects.toBe(met);
  expect(tries).toBe(3);
  await expect(failing(new Error("something else"))).rejects.toThrow("something else");
  expect(tries).toBe(4);
});
