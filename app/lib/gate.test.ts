import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { Gate, GateClosed } from "./gate.ts";

it("lets so many through at a time, first come first, whatever becomes of them", async () => {
  const gate = new Gate(2);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const visit = (n: number) =>
    gate.pass(async () => {
      begun.push(n);
      inside += 1;
      most = Math.max(most, inside);
      await wait(2);
      inside -= 1;
      if (n === 1) throw new Error("refused");
      return n;
    });
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map(visit));
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(ends.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true]);
});

it("lets those in that wait when it is widened", async () => {
  const gate = new Gate(1);
  let open = (): void => undefined;
  const closed = new Promise<void>((resolve) => (open = resolve));
  let inside = 0;
  const visits = [1, 2, 3].map(() =>
    gate.pass(() => {
      inside += 1;
      return closed;
    }),
  );
  await wait(1);
  expect(inside).toBe(1);
  gate.widen(3);
  await wait(1);
  expect(inside).toBe(3);
  open();
  await Promise.all(visits);
});

it("sends those away that wait when it is closed, and who comes later", async () => {
  const gate = new Gate(1);
  const ends = Promise.allSettled([1, 2].map((n) => gate.pass(() => wait(2).then(() => n))));
  gate.close();
  await expect(gate.pass(() => Promise.resolve(3))).rejects.toBeInstanceOf(GateClosed);
  const [first, second] = await ends;
  expect(first).toMatchObject({ value: 1 });
  expect(second).toMatchObject({ reason: expect.any(GateClosed) as unknown });
});
