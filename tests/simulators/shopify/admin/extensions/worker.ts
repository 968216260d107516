/**
 * Where an extension runs: a worker with a document that only it has. What it makes of s-* elements is told to the page (Remote DOM, as the
 * admin does it).
 */
import "@remote-dom/core/polyfill";
import { createRemoteElement, RemoteRootElement } from "@remote-dom/core/elements";
import type { RemoteConnection } from "@remote-dom/core/elements";
import type { ExtensionText } from "#scripts/extensions.mjs";
import type { Listener, Start, ToPage, ToWorker } from "./protocol.ts";

/** Put in by the build: each element with its properties and events. */
declare const ELEMENTS: Record<string, { properties: string[]; events: string[] }>;
declare function importScripts(address: string): void;

const tell = (message: ToPage): void => {
  (globalThis as unknown as Worker).postMessage(message);
};

for (const [tag, { properties, events }] of Object.entries(ELEMENTS))
  customElements.define(
    tag,
    createRemoteElement({
      properties: Object.fromEntries(properties.map((name) => [name, {}])),
      events: Object.fromEntries(events.map((name) => [name, {}])),
      attributes: ["slot", "id"],
    }),
  );
customElements.define("remote-root", RemoteRootElement);

const listeners: ((event: unknown) => unknown)[] = [];
const numbers = new Map<unknown, number>();
function crossing(value: unknown): unknown {
  if (typeof value === "function") {
    const listener = numbers.get(value) ?? listeners.push(value as () => unknown) - 1;
    numbers.set(value, listener);
    return { listener } satisfies Listener;
  }
  if (Array.isArray(value)) return value.map(crossing);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, crossing(one)]));
  return value;
}

const connection: RemoteConnection = {
  mutate: (records) => {
    tell({ type: "mutate", records: crossing(records) as typeof records });
  },
  call: (_id, method) => {
    throw new Error(`The simulated admin calls no method of an element: ${method}`);
  },
};

function translator({ texts, locale }: Start) {
  const language = texts.languages[locale] ? locale : (texts.default ?? "en");
  return (key: string, params: Record<string, unknown> = {}): string => {
    const found = key
      .split(".")
      .reduce<ExtensionText | undefined>(
        (node, part) => (typeof node === "object" ? node[part] : undefined),
        texts.languages[language],
      );
    const form = new Intl.PluralRules(language).select(Number(params["count"] ?? 0));
    const text = typeof found === "object" ? (found[form] ?? found["other"]) : found;
    if (typeof text !== "string") throw new Error(`The extension has no text "${key}".`);
    return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const value = params[name];
      if (typeof value === "number") return new Intl.NumberFormat(language).format(value);
      if (typeof value === "string") return value;
      throw new Error(`The text "${key}" lacks "${name}".`);
    });
  };
}

const plainFetch = globalThis.fetch.bind(globalThis);

async function start(message: Start): Promise<void> {
  const { shop, appUrl, target, selected, bundle } = message;
  const idToken = async (): Promise<string> => {
    const answer = await plainFetch(`/_sim/id-token?shop=${encodeURIComponent(shop)}`);
    return ((await answer.json()) as { token: string }).token;
  };
  // Of the app's own addresses the admin says who asks.
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, appUrl);
    if (url.origin !== new URL(appUrl).origin) throw new Error(`No request goes to ${url.origin}.`);
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${await idToken()}`);
    return plainFetch(url, { ...init, headers });
  };
  const root = document.createElement("remote-root") as RemoteRootElement;
  document.body.replaceWith(root);
  Object.defineProperty(document, "body", { value: root });
  root.connect(connection);
  let main: ((api: unknown) => unknown) | undefined;
  const shopify = {
    extension: { target },
    data: { selected },
    i18n: { translate: translator(message) },
    auth: { idToken },
    close: () => {
      tell({ type: "close" });
    },
    navigation: {
      navigate: (to: unknown) => {
        tell({ type: "navigate", to: String(to) });
      },
    },
    setSignals: () => undefined,
    extend: (name: string, given: typeof main) => {
      if (name !== target) throw new Error(`The bundle is for ${name}, not for ${target}.`);
      main = given;
    },
  };
  Object.assign(globalThis, { shopify });
  importScripts(bundle);
  tell({ type: "result", value: await main?.(shopify) });
}

(globalThis as unknown as Worker).onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "start") void start(data);
  else listeners[data.listener]?.({ type: "event" });
};
