import { waitFor } from "@testing-library/preact";
import { expect, vi } from "vitest";

type Texts = { [key: string]: string | Texts };

/** What the tester only echoes: texts as the admin reads them from an extension's file. */
export const translator =
  (texts: Texts) =>
  (key: string, params: Record<string, unknown> = {}): string => {
    const found = texts[key];
    const text = typeof found === "object" ? found[params["count"] === 1 ? "one" : "other"] : found;
    if (typeof text !== "string") throw new Error(`no text "${key}"`);
    return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(params[name]));
  };

type Failure = () => Promise<never>;
type Answer = object | number | Failure;

/** An app that answers each address in turn; the last answer stays. A number is a status without a body. */
export function answering(answers: { order?: Answer[]; create?: Answer[] }) {
  const asked: { route: string; body: Record<string, unknown> }[] = [];
  const fetch = vi.fn(async (input: unknown, init?: RequestInit): Promise<Response> => {
    const route = String(input).replace("/api/extension/", "") as "order" | "create";
    asked.push({ route, body: JSON.parse(String(init?.body as string)) as never });
    const list = answers[route] ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (typeof answer === "function") return (answer as Failure)();
    if (typeof answer === "number") return new Response(null, { status: answer });
    return Response.json(answer);
  });
  return { fetch, asked };
}

export const shows = (text: string): Promise<void> =>
  waitFor(
    () => {
      expect(shown()).toContain(text);
    },
    { timeout: 10_000 },
  );

/** Texts and headings: what of elements that the tester does not draw would be seen. */
export const shown = (): string =>
  [
    document.body.textContent ?? "",
    ...[...document.body.querySelectorAll("[heading]")].map(
      (element) => element.getAttribute("heading") ?? "",
    ),
  ].join("\n");

export function button(text: string): Element {
  const found = [...document.body.querySelectorAll("s-button")].find(
    (element) => element.textContent === text,
  );
  if (!found) throw new Error(`no button "${text}" in ${document.body.innerHTML}`);
  return found;
}
