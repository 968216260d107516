// @vitest-environment happy-dom
import { createRequire } from "node:module";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { CONNECTION_LOST_ID, connection } from "./ui/connection.ts";

/** The network: what it answers, and whether it is there. */
const network = { there: true, asked: [] as string[] };
const answers = (input: string): Promise<Response> => {
  network.asked.push(new URL(input, location.href).pathname);
  return network.there
    ? Promise.resolve(new Response("[]"))
    : Promise.reject(new TypeError("Failed to fetch"));
};

beforeAll(async () => {
  vi.stubGlobal("fetch", answers);
  window.fetch = answers as typeof fetch;
  await import("./connection.client.ts");
});
beforeEach(() => {
  vi.useFakeTimers();
  network.there = false;
  network.asked.length = 0;
});
afterEach(async () => {
  network.there = true;
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(connection.isLost()).toBe(false);
});

it("a screen's data waits until the app can be reached, and is asked for again", async () => {
  const answer = window.fetch("/app/orders.data");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.isLost()).toBe(true);
  expect(network.asked.filter((path) => path === "/app/orders.data")).toHaveLength(1);
  network.there = true;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await (await answer).text()).toBe("[]");
});

it("who left meanwhile waits no longer", async () => {
  const leave = new AbortController();
  const answer = window.fetch("/app/orders.data", { signal: leave.signal });
  const failed = expect(answer).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(1_000);
  leave.abort();
  network.there = true;
  await vi.advanceTimersByTimeAsync(3_000);
  await failed;
});

it("an act is answered as refused, in the words of Remix", async () => {
  const ofRemix = createRequire(createRequire(import.meta.url).resolve("@remix-run/react"));
  const { decode } = ofRemix("turbo-stream") as {
    decode: (body: ReadableStream) => Promise<{ value: unknown }>;
  };
  const answer = await window.fetch("/app/settings.data", { method: "POST", body: "{}" });
  expect(answer.status).toBe(503);
  const { value } = await decode(answer.body as ReadableStream);
  expect(value).toEqual({ data: { refused: "errors.offline.refused" } });
  expect(connection.isLost()).toBe(true);
});

it("what is not Remix's fails as it always did", async () => {
  await expect(window.fetch("/app/orders/file", { method: "POST" })).rejects.toThrow(TypeError);
  expect(connection.isLost()).toBe(false);
});

it("a link leads nowhere meanwhile, and the focus goes to the reason", async () => {
  document.body.innerHTML = `<div id="${CONNECTION_LOST_ID}" tabindex="-1"></div><a href="/app"><b>Home</b></a><a href="/x" target="_blank">x</a>`;
  const [home, elsewhere] = [...document.querySelectorAll("a")];
  /** Whether it leads somewhere; in this test it does not. */
  const leads = (element: Element | undefined | null): boolean => {
    let free = false;
    const look = (event: Event): void => {
      free = !event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener("click", look, { once: true });
    element?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    return free;
  };
  window.dispatchEvent(new Event("offline"));
  expect(leads(home?.firstElementChild)).toBe(false);
  expect(document.activeElement?.id).toBe(CONNECTION_LOST_ID);
  expect(leads(elsewhere)).toBe(true);
  network.there = true;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(leads(home?.firstElementChild)).toBe(true);
});
