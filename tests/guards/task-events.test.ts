import { expect, it } from "vitest";
import { taskEvents, taskKinds } from "#app/domain/task-kinds/all.server.ts";
import { appSources } from "./sql.ts";

it("every kind of task says which events it writes, and no entry is left of a kind that is gone", () => {
  expect(Object.keys(taskEvents).sort()).toEqual(taskKinds.map(({ kind }) => kind).sort());
});

it("what writes a task's event names the task, so that another event does not compile", () => {
  const untyped = appSources()
    .filter(({ file }) => file.includes("/task-kinds/"))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\b(?:recordEvents|insertEvents)\(/g)].map(([call]) => `${file}: ${call}`),
    );
  expect(untyped).toEqual([]);
});

it("each event that a task names is written by code of tasks", () => {
  const sources = appSources()
    .filter(({ text }) => /<TaskEvent<|TaskEvent<"/.test(text) || text.includes("actFailed("))
    .map(({ text }) => text)
    .join("\n");
  const unwritten = [...new Set(Object.values(taskEvents).flat())].filter(
    (kind) => !sources.includes(`"${kind}"`),
  );
  expect(unwritten).toEqual([]);
});
