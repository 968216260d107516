import { expect, it } from "vitest";
import { EXCHANGE, prepare } from "./exchange.ts";
import { killAtChosenSteps } from "./story.ts";

prepare(12);

it("killed at the chosen steps of one exchange, there is one sales document of what goes out", async () => {
  const moments = await killAtChosenSteps(EXCHANGE);
  expect(moments.map(({ sending }) => sending)).toContain("createDocument");
});
