import { expect, it } from "vitest";
import { statementNames } from "./statement-names.ts";

const asked = (nameOf: ReturnType<typeof statementNames>, sql: string, times: number) => {
  let name: string | undefined;
  for (let time = 0; time < times; time += 1) name = nameOf({ sql });
  return name;
};

it("names what is asked again and again, always alike, and nothing else", () => {
  const nameOf = statementNames();
  expect(asked(nameOf, "SELECT 1", 50)).toBeUndefined();
  const name = asked(nameOf, "SELECT 1", 1);
  expect(name).toMatch(/^\w+$/);
  expect(asked(nameOf, "SELECT 1", 3)).toBe(name);
  expect(asked(nameOf, "SELECT 2", 51)).not.toBe(name);
  expect(asked(nameOf, "COMMIT", 100)).toBeUndefined();
  expect(asked(nameOf, 'SELECT t.* FROM "Task" t', 100)).toBeUndefined();
});

it("keeps no more than a hundred, however many there are", () => {
  const nameOf = statementNames();
  const names = Array.from({ length: 150 }, (_, n) => asked(nameOf, `SELECT ${n}`, 51));
  expect(new Set(names.filter(Boolean)).size).toBe(100);
  expect(asked(nameOf, "SELECT 0", 1)).toBe(names[0]);
});

it("forgets what is asked once", () => {
  const nameOf = statementNames();
  for (let n = 0; n < 10_000; n += 1) asked(nameOf, `SELECT ${n}`, 1);
  expect(asked(nameOf, "SELECT 'often'", 51)).toBeDefined();
});
