import { expect, it, vi } from "vitest";
import { KEPT_MS, Turns } from "./turns.ts";

const REST_MS = 10;

/** Places that several processes share, in one process. */
function shared(count: number) {
  const taken = new Set<number>();
  return {
    taken,
    places: {
      tryTake: (but: readonly number[]) => {
        const free = Array.from({ length: count }, (_, place) => place).find(
          (place) => !taken.has(place),
        );
        if (free !== undefined && but.includes(free)) throw new Error("it has this place already");
        if (free !== undefined) taken.add(free);
        return Promise.resolve(free);
      },
      giveBack: (place: number) => void taken.delete(place),
      rest: () => new Promise<void>((resolve) => setTimeout(resolve, REST_MS)),
      pause: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
    },
  };
}

it("two processes together never have more at once than there are places, and all calls are made", async () => {
  const { places, taken } = shared(3);
  let at = 0;
  const [one, other] = [new Turns(places, () => at), new Turns(places, () => at)];
  let [active, most, done] = [0, 0, 0];
  const call = async (): Promise<void> => {
    active += 1;
    most = Math.max(most, active);
    at += KEPT_MS / 10;
    await new Promise((resolve) => setTimeout(resolve, 1));
    active -= 1;
    done += 1;
  };
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? one : other).pass(call)),
  );
  expect([most, done]).toEqual([3, 200]);
  await vi.waitFor(() => expect(taken.size).toBe(0));
});

it("a place stays for the call that follows at once, and goes back when none does", async () => {
  const { places, taken } = shared(1);
  const tryTake = vi.fn(places.tryTake);
  const turns = new Turns({ ...places, tryTake }, () => 0);
  for (let call = 0; call < 5; call += 1) await turns.pass(() => Promise.resolve());
  expect([tryTake.mock.calls.length, taken.size]).toEqual([1, 1]);
  await vi.waitFor(() => expect(taken.size).toBe(0));
  await turns.pass(() => Promise.resolve());
  expect(tryTake).toHaveBeenCalledTimes(2);
});

it("a place that rests is not kept longer than one in use", async () => {
  const { places, taken } = shared(1);
  let at = 0;
  const turns = new Turns(places, () => at);
  await turns.pass(() => Promise.resolve());
  at = KEPT_MS;
  await turns.pass(() => Promise.resolve());
  expect(taken.size).toBe(0);
});

it("a call that fails leaves its place", async () => {
  const { places, taken } = shared(1);
  const turns = new Turns(places, () => 0);
  await expect(turns.pass(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await vi.waitFor(() => expect(taken.size).toBe(0));
  expect(await turns.pass(() => Promise.resolve("yes"))).toBe("yes");
});

it("a process that always has work lets the others have a place after a while", async () => {
  const { places } = shared(1);
  let at = 0;
  const [busy, other] = [new Turns(places, () => at), new Turns(places, () => at)];
  let others = 0;
  const work = Array.from({ length: 60 }, () =>
    busy.pass(async () => {
      at += KEPT_MS / 5;
      await new Promise((resolve) => setTimeout(resolve, 3));
    }),
  );
  const theirs = other.pass(() => Promise.resolve(void (others = at)));
  await Promise.all([theirs, ...work]);
  expect(others).toBeLessThan((60 * KEPT_MS) / 5);
});

it("places that cannot be had are an error to all who wait, and the next call tries anew", async () => {
  const { places } = shared(1);
  let broken = true;
  const turns = new Turns(
    {
      ...places,
      tryTake: (but) => (broken ? Promise.reject(new Error("gone")) : places.tryTake(but)),
    },
    () => 0,
  );
  const calls = await Promise.allSettled(
    Array.from({ length: 3 }, () => turns.pass(() => Promise.resolve(1))),
  );
  expect(calls.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  broken = false;
  expect(await turns.pass(() => Promise.resolve(2))).toBe(2);
});
