/** Shows extensions on the simulated admin's order page and order list: the block, the actions in their menus, the dialog of an action. */
import { DOMRemoteReceiver } from "@remote-dom/core/receivers";
import { addresses, allowed, defineStandIns } from "./elements.ts";
import type { Installed, Listener, PageConfig, Start, ToPage, ToWorker } from "./protocol.ts";

const config = JSON.parse(document.body.dataset["config"] ?? "{}") as PageConfig;

addresses.resolve = (href) => {
  if (href.startsWith("app:"))
    return `${config.store}/apps/${config.appHandle}/${href.slice("app:".length)}`;
  if (href.startsWith("shopify:admin/"))
    return `${config.store}/${href.slice("shopify:admin/".length)}`;
  if (href.startsWith("extension:")) return `#${href}`;
  return href;
};
defineStandIns();

interface Running {
  /** What its function gave back. */
  result: Promise<unknown>;
  end(): void;
}

/** Runs one of an extension's bundles in a worker of its own; what it draws appears in `root`. */
function run(
  { handle, texts }: Installed,
  target: string,
  selected: string[],
  { root, onClose }: { root?: Element; onClose?: () => void } = {},
): Running {
  const worker = new Worker("/_frame/extension-worker.js");
  const post = (message: ToWorker): void => {
    worker.postMessage(message);
  };
  const receiver = new DOMRemoteReceiver({ elements: allowed, ...(root ? { root } : {}) });
  const revived = new Map<number, () => void>();
  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value !== "object" || value === null) return value;
    if ("listener" in value) {
      const { listener } = value as Listener;
      const known =
        revived.get(listener) ??
        (() => {
          post({ type: "event", listener });
        });
      revived.set(listener, known);
      return known;
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, revive(one)]));
  };
  const result = new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      console.error(`The extension ${handle} failed: ${event.message}`);
      reject(new Error(event.message));
    };
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (data.type === "result") resolve(data.value);
      if (data.type === "mutate")
        receiver.connection.mutate(revive(data.records) as typeof data.records);
      if (data.type === "close") onClose?.();
      if (data.type === "navigate") window.location.assign(addresses.resolve(data.to));
    };
  });
  result.catch(() => undefined);
  const name = target.endsWith("should-render") ? "should-render" : "render";
  post({
    type: "start",
    bundle: `/_frame/extensions/${handle}/${name}.js`,
    target,
    selected: selected.map((id) => ({ id })),
    shop: config.shop,
    appUrl: config.appUrl,
    locale: config.locale,
    texts,
  } satisfies Start);
  return {
    result,
    end: () => {
      worker.terminate();
    },
  };
}

const of = (target: string): Installed[] =>
  config.extensions.filter((extension) => extension.target === target);

const nameOf = ({ texts }: Installed): string => {
  const own = texts.languages[config.locale] ?? texts.languages[texts.default ?? "en"];
  return typeof own?.["name"] === "string" ? own["name"] : "";
};

/** Whether an action is listed; what does not say in time is. */
async function isListed(extension: Installed, selected: string[]): Promise<boolean> {
  if (!extension.hasShouldRender) return true;
  const asked = run(extension, extension.target.replace(/render$/, "should-render"), selected);
  const patience = new Promise((resolve) => setTimeout(resolve, 5_000, { display: true }));
  const answer = (await Promise.race([asked.result, patience])) as { display: boolean };
  asked.end();
  return answer.display;
}

function openAction(extension: Installed, selected: string[], onEnd: () => void): void {
  const back = document.activeElement as HTMLElement | null;
  const dialog = document.createElement("dialog");
  dialog.className = "action";
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-label", nameOf(extension));
  document.body.append(dialog);
  const running = run(extension, extension.target, selected, {
    root: dialog,
    onClose: () => {
      dialog.close();
    },
  });
  dialog.addEventListener("close", () => {
    running.end();
    dialog.remove();
    back?.focus();
    onEnd();
  });
  dialog.showModal();
}

/** Fills a menu with the actions of a target that want to be listed. */
async function fillMenu(
  menu: HTMLElement,
  target: string,
  selected: () => string[],
  onEnd: () => void,
): Promise<void> {
  const list = menu.querySelector("[data-actions]");
  const listed = await Promise.all(
    of(target).map(async (extension) => ({
      extension,
      listed: await isListed(extension, selected()),
    })),
  );
  const buttons = listed
    .filter((one) => one.listed)
    .map(({ extension }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = nameOf(extension);
      button.onclick = () => {
        if (menu instanceof HTMLDetailsElement) menu.open = false;
        openAction(extension, selected(), onEnd);
      };
      return button;
    });
  list?.replaceChildren(...buttons);
  menu.hidden = buttons.length === 0;
}

function orderPage(order: string): void {
  const selected = (): string[] => [order];
  let blocks: Running[] = [];
  const draw = (): void => {
    for (const block of blocks) block.end();
    const place = document.getElementById("blocks");
    place?.replaceChildren();
    blocks = of("admin.order-details.block.render").map((extension) => {
      const root = document.createElement("div");
      root.className = "block";
      place?.append(root);
      return run(extension, extension.target, selected(), { root });
    });
    for (const [id, target] of [
      ["order-actions", "admin.order-details.action.render"],
      ["fulfilled-actions", "admin.order-fulfilled-card.action.render"],
    ] as const) {
      const menu = document.getElementById(id);
      if (menu) void fillMenu(menu, target, selected, draw);
    }
  };
  // A block opens an action of the same page by its address.
  window.addEventListener("hashchange", () => {
    const wanted = /^#extension:([\w-]+)\/([\w.-]+)$/.exec(window.location.hash);
    if (!wanted) return;
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    const extension = config.extensions.find(
      ({ handle, target }) => handle === wanted[1] && target === wanted[2],
    );
    if (!extension) throw new Error(`No action of this page is ${wanted[0]}.`);
    openAction(extension, selected(), draw);
  });
  draw();
}

function orderList(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>("input[name=order]")];
  const all = document.getElementById("all-orders") as HTMLInputElement | null;
  const bar = document.getElementById("selection-actions");
  const selected = (): string[] => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const changed = (): void => {
    const count = selected().length;
    const text = document.getElementById("selected");
    if (text) text.textContent = `${count} selected`;
    if (!bar) return;
    if (count === 0) bar.hidden = true;
    else
      void fillMenu(bar, "admin.order-index.selection-action.render", selected, () => {
        window.location.reload();
      });
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    changed();
  });
  for (const box of boxes) box.addEventListener("change", changed);
}

const { order } = document.body.dataset;
if (order === undefined) orderList();
else orderPage(order);
