import type { TextKey } from "./i18n/text-keys.ts";
import { CONNECTION_LOST_ID, connection } from "./ui/connection.ts";

// A request that Remix cannot send replaces the screen, and with it whatever a person typed. Here a question waits until the app can be reached again, and an act is
// answered as one that was refused, at the form that sent it.
const LOOK_MS = 3_000;
const ALIVE = "/healthz";
const REFUSAL: TextKey = "errors.offline.refused";
/** `{ data: { refused } }`, as an action's answer is written (turbo-stream). */
const REFUSED = `${JSON.stringify([{ _1: 2 }, "data", { _3: 4 }, "refused", REFUSAL])}\n`;

const ask = window.fetch.bind(window);
const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

let looking: Promise<void> | undefined;

/** Until the app can be reached again; whoever asks meanwhile waits for the same look. */
function reached(): Promise<void> {
  connection.set(true);
  looking ??= look().finally(() => {
    looking = undefined;
  });
  return looking;
}

async function look(): Promise<void> {
  for (;;) {
    await pause();
    try {
      await ask(ALIVE, { cache: "no-store" });
      connection.set(false);
      return;
    } catch {
      // Not yet.
    }
  }
}

/** The network, as opposed to an answer or a request that nobody waits for any more. */
const isNetwork = (error: unknown, signal: AbortSignal | null | undefined): boolean =>
  error instanceof TypeError && signal?.aborted !== true;

async function untilAnswered(address: string, init: RequestInit | undefined): Promise<Response> {
  for (;;) {
    try {
      return await ask(address, init);
    } catch (error) {
      if (!isNetwork(error, init?.signal)) throw error;
      await reached();
      init?.signal?.throwIfAborted();
    }
  }
}

async function orRefused(address: string, init: RequestInit): Promise<Response> {
  try {
    return await ask(address, init);
  } catch (error) {
    if (!isNetwork(error, init.signal)) throw error;
    void reached();
    // Whether it arrived nobody knows. With 503 Remix does not read the screen again.
    return new Response(REFUSED, { status: 503, headers: { "content-type": "text/x-script" } });
  }
}

/** What Remix asks of the app: data of screens, acts, and which screens there are. */
const ofRemix = (address: URL): boolean =>
  address.origin === location.origin &&
  (address.pathname.endsWith(".data") || address.pathname === "/__manifest");

window.fetch = (input, init) => {
  if (input instanceof Request) return ask(input, init);
  const address = new URL(input, location.href);
  if (!ofRemix(address)) return ask(input, init);
  return init?.method === undefined || init.method.toUpperCase() === "GET"
    ? untilAnswered(address.href, init)
    : orRefused(address.href, init);
};

addEventListener("offline", () => void reached());

/** A screen whose code is not here yet cannot be drawn; Remix would load the whole page, which ends with the browser's own error. */
addEventListener(
  "click",
  (event) => {
    if (!connection.isLost() || !(event.target instanceof Element)) return;
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("target") === "_blank") return;
    event.preventDefault();
    document.getElementById(CONNECTION_LOST_ID)?.focus();
  },
  { capture: true },
);
