/* The admin around the app: menu, title bar, save bar, toasts, and the talk with the app's iframe (see app-bridge.js). */
(() => {
  const config = JSON.parse(document.body.dataset.config);
  const by = (id) => document.getElementById(id);
  const iframe = by("app");
  const el = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const tell = (message) =>
    iframe?.contentWindow?.postMessage({ from: "sim-admin", ...message }, config.appOrigin);
  let saveBar = null;

  // ---- Save bar and leaving with unsaved changes
  function showSaveBar(state) {
    saveBar = state;
    by("savebar").hidden = !state;
    if (!state) return;
    by("savebar-save").disabled = Boolean(state.save?.disabled);
    by("savebar-discard").disabled = Boolean(state.discard?.disabled);
  }
  by("savebar-save").addEventListener("click", () =>
    tell({ type: "saveBarAction", action: "save" }),
  );
  by("savebar-discard").addEventListener("click", () =>
    tell({ type: "saveBarAction", action: "discard" }),
  );
  function mayLeave() {
    if (!saveBar) return Promise.resolve(true);
    const dialog = by("leave");
    return new Promise((resolve) => {
      const end = (answer) => {
        dialog.onclose = null;
        dialog.close();
        resolve(answer);
      };
      by("leave-stay").onclick = () => end(false);
      by("leave-go").onclick = () => end(true);
      dialog.onclose = () => resolve(false);
      dialog.showModal();
    });
  }

  // ---- Menu
  const narrow = window.matchMedia("(max-width: 767px)");
  const side = by("side");
  const toggle = by("menu-toggle");
  const openMenu = (open) => {
    side.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => openMenu(!side.classList.contains("open")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && side.classList.contains("open")) {
      openMenu(false);
      toggle.focus();
    }
  });
  async function go(path) {
    if (!(await mayLeave())) return;
    openMenu(false);
    tell({ type: "navigate", path });
  }
  const plainClick = (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  let home = config.appPath;
  by("nav-home").addEventListener("click", (event) => {
    if (!iframe || !plainClick(event)) return;
    event.preventDefault();
    void go(home);
  });
  let items = [];
  function showMenu(list) {
    home = list.find((item) => item.rel === "home")?.href ?? config.appPath;
    items = list.filter((item) => item.rel !== "home");
    by("subnav").replaceChildren(
      ...items.map((item) => {
        const link = el("a", { href: config.base + item.href, textContent: item.label });
        link.addEventListener("click", (event) => {
          if (!plainClick(event)) return;
          event.preventDefault();
          void go(item.href);
        });
        return el("li", {}, link);
      }),
    );
    markCurrent();
  }
  let current = config.appPath;
  function markCurrent() {
    const path = current.split(/[?#]/)[0];
    const best = items
      .filter((item) => path === item.href || path.startsWith(`${item.href}/`))
      .sort((a, b) => b.href.length - a.href.length)[0];
    const links = [...by("subnav").querySelectorAll("a")];
    items.forEach((item, i) =>
      item === best
        ? links[i]?.setAttribute("aria-current", "page")
        : links[i]?.removeAttribute("aria-current"),
    );
    if (best) by("nav-home").removeAttribute("aria-current");
    else by("nav-home").setAttribute("aria-current", "page");
  }
  narrow.addEventListener("change", () => openMenu(false));

  // ---- Title bar
  function showTitle(bar) {
    by("page-title").textContent = bar?.title ?? "";
    document.title = [bar?.title, config.appName, config.handle, "Admin"]
      .filter(Boolean)
      .join(" · ");
    const act = (id) => () => tell({ type: "titleBarAction", id });
    const button = (action, primary) =>
      el("button", {
        type: "button",
        className: `button${primary ? " primary" : ""}${action.tone === "critical" ? " critical" : ""}`,
        textContent: action.label,
        disabled: Boolean(action.disabled || action.loading),
        onclick: act(action.id),
      });
    const nodes = (bar?.actions ?? []).map((action) => {
      if (!action.group) return button(action, action.primary);
      const menu = el(
        "details",
        { className: "menu" },
        el("summary", { className: "button", textContent: action.label }),
        el(
          "div",
          {},
          ...action.group.map((inner) =>
            el("button", {
              type: "button",
              textContent: inner.label,
              disabled: Boolean(inner.disabled),
              onclick: act(inner.id),
            }),
          ),
        ),
      );
      menu.addEventListener("click", (event) => {
        if (event.target.closest("div")) menu.open = false;
      });
      return menu;
    });
    by("actions").replaceChildren(...nodes);
    const crumb = by("breadcrumb");
    crumb.hidden = !bar?.breadcrumb;
    if (bar?.breadcrumb) {
      crumb.querySelector("span").textContent = bar.breadcrumb.label;
      crumb.onclick = act(bar.breadcrumb.id);
    }
  }

  // ---- Toasts
  const toasts = new Map();
  function showToast({ id, text, isError, action, duration }) {
    const node = el(
      "div",
      { className: `toast${isError ? " error" : ""}` },
      el("span", { textContent: text }),
    );
    const close = (dismissed) => {
      node.remove();
      toasts.delete(id);
      if (dismissed) tell({ type: "toastDismissed", id });
    };
    if (action)
      node.append(
        el("button", {
          type: "button",
          textContent: action,
          onclick: () => {
            tell({ type: "toastAction", id });
            close(false);
          },
        }),
      );
    node.append(
      el("button", {
        type: "button",
        textContent: "✕",
        ariaLabel: "Dismiss",
        onclick: () => close(true),
      }),
    );
    by("toasts").append(node);
    toasts.set(id, close);
    setTimeout(() => toasts.has(id) && close(true), duration ?? 5000);
  }

  // ---- Leaving the app for another admin page
  function open({ url, target }) {
    const address = url.startsWith("shopify://admin")
      ? url.slice("shopify://admin".length)
      : url.startsWith("shopify:admin")
        ? url.slice("shopify:admin".length)
        : url;
    let to = address;
    if (address.startsWith("/apps/")) to = `/store/${config.handle}${address}`;
    else if (address.startsWith("/") && !address.startsWith("/store/"))
      to = `/store/${config.handle}${address}`;
    to = to.replace(/^https:\/\/admin\.shopify\.com/, "");
    if (target === "_blank") window.open(to, "_blank", "noopener");
    else void mayLeave().then((yes) => yes && window.location.assign(to));
  }

  const handlers = {
    async idToken({ request }) {
      const answer = await fetch(`/_sim/id-token?shop=${encodeURIComponent(config.shop)}`);
      tell({ type: "answer", request, value: (await answer.json()).token });
    },
    async scopes({ request }) {
      const answer = await fetch(`/_sim/scopes?shop=${encodeURIComponent(config.shop)}`);
      tell({ type: "answer", request, value: await answer.json() });
    },
    // Only what the app declares as optional can be asked for; the merchant is asked by the browser.
    async requestScopes({ request, scopes }) {
      const shop = encodeURIComponent(config.shop);
      const before = await (await fetch(`/_sim/scopes?shop=${shop}`)).json();
      const news = scopes.filter((scope) => !before.granted.includes(scope));
      const unknown = news.filter((scope) => !before.optional.includes(scope));
      if (unknown.length > 0) throw new Error(`No optional scope: ${unknown.join(", ")}.`);
      const yes =
        news.length === 0 || window.confirm(`Allow the app these permissions? ${news.join(", ")}`);
      if (yes && news.length > 0)
        await fetch("/_sim/scopes", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ shop: config.shop, scopes: [...before.granted, ...news] }),
        });
      const detail = await (await fetch(`/_sim/scopes?shop=${shop}`)).json();
      tell({
        type: "answer",
        request,
        value: { result: yes ? "granted-all" : "declined-all", detail },
      });
    },
    async leaveConfirmation({ request }) {
      const value = await mayLeave();
      if (value) showSaveBar(null);
      tell({ type: "answer", request, value });
    },
    navigated({ path }) {
      current = path;
      const suffix = path === config.appPath ? "" : path;
      window.history.replaceState(null, "", config.base + suffix);
      markCurrent();
    },
    loaded() {
      showSaveBar(null);
      showTitle(null);
      document.body.classList.remove("dimmed");
    },
    menu: ({ items: list }) => showMenu(list),
    titleBar: ({ bar }) => showTitle(bar),
    saveBar: ({ bar }) => showSaveBar(bar),
    toast: showToast,
    hideToast: ({ id }) => toasts.get(id)?.(false),
    loading: ({ on }) => {
      by("progress").hidden = !on;
    },
    modal: ({ open: on }) => {
      document.body.classList.toggle("dimmed", on);
    },
    open,
  };
  window.addEventListener("message", (event) => {
    if (
      event.origin !== config.appOrigin ||
      event.source !== iframe?.contentWindow ||
      event.data?.from !== "sim-app"
    )
      return;
    const handler = Object.hasOwn(handlers, event.data.type)
      ? handlers[event.data.type]
      : undefined;
    if (!handler) throw new Error(`The simulated admin knows no message "${event.data.type}".`);
    void handler(event.data);
  });

  // ---- Search: orders by name
  by("search").addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = by("search-box").value.trim().replace(/^#?/, "#");
    const answer = await (
      await fetch("/_sim/act", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ shop: config.shop, name: "listOrders" }),
      })
    ).json();
    const found = (answer.orders ?? []).find(
      (order) => order.name.toLowerCase() === wanted.toLowerCase(),
    );
    if (found)
      window.location.assign(`/store/${config.handle}/orders/${found.id.split("/").pop()}`);
    else showToast({ id: `search-${wanted}`, text: `There is no order ${wanted}.`, isError: true });
  });
})();
