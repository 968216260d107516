/*
 * A stand-in for Shopify's App Bridge, served to the app's iframe. It gives window.shopify, patches fetch, and defines the elements that
 * @shopify/app-bridge-react renders; what belongs to the admin (menu, title, save bar, toasts) is told to the frame by messages.
 * What Shopify's App Bridge has and this one has not fails with a message that says so.
 */
(() => {
  const script = document.currentScript;
  const frameOrigin = new URL(script.src).origin;
  const query = new window.URLSearchParams(window.location.search);
  const embedded = window.parent !== window;

  const stored = () => {
    try {
      return JSON.parse(window.sessionStorage.getItem("sim-app-bridge") ?? "{}");
    } catch {
      return {};
    }
  };
  const before = stored();
  const config = {
    apiKey:
      script.dataset.apiKey ??
      document.querySelector("meta[name=shopify-api-key]")?.getAttribute("content") ??
      "",
    shop: query.get("shop") ?? before.shop ?? "",
    host: query.get("host") ?? before.host ?? "",
    locale: query.get("locale") ?? before.locale ?? "en",
  };
  if (config.apiKey === "")
    throw new Error("App Bridge: missing required configuration fields: apiKey");
  try {
    window.sessionStorage.setItem("sim-app-bridge", JSON.stringify(config));
  } catch {
    /* storage may be off */
  }

  const tell = (message) => {
    if (embedded) window.parent.postMessage({ from: "sim-app", ...message }, frameOrigin);
  };
  let counter = 0;
  const waiting = new Map();
  const ask = (type, more = {}) =>
    new Promise((resolve, reject) => {
      const request = ++counter;
      const timer = setTimeout(() => {
        waiting.delete(request);
        reject(new Error(`The admin frame did not answer "${type}".`));
      }, 10000);
      waiting.set(request, (value) => {
        clearTimeout(timer);
        resolve(value);
      });
      tell({ type, request, ...more });
    });
  const notHere = (name) => () =>
    Promise.reject(new Error(`The simulated App Bridge has no ${name}.`));

  // ---- ID tokens and fetch
  async function idToken() {
    if (embedded) return ask("idToken");
    const answer = await plainFetch(
      `${frameOrigin}/_sim/id-token?shop=${encodeURIComponent(config.shop)}`,
    );
    if (!answer.ok) throw new Error(`No ID token: ${(await answer.json()).error}`);
    return (await answer.json()).token;
  }
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const isRequest = input instanceof window.Request;
    const url = new URL(isRequest ? input.url : String(input), document.baseURI);
    if (String(isRequest ? input.url : input).startsWith("shopify:"))
      throw new Error("The simulated App Bridge has no direct API access.");
    if (url.origin !== window.location.origin) return plainFetch(input, init);
    const attempt = async () => {
      const headers = new window.Headers(init?.headers ?? (isRequest ? input.headers : undefined));
      if (!headers.has("Authorization")) headers.set("Authorization", `Bearer ${await idToken()}`);
      headers.set("X-Requested-With", "XMLHttpRequest");
      if (!headers.has("Accept-Language")) headers.set("Accept-Language", config.locale);
      return plainFetch(isRequest ? input.clone() : input, { ...init, headers });
    };
    let answer = await attempt();
    // Only a body that can be sent again is sent again.
    if (
      answer.status === 401 &&
      answer.headers.has("X-Shopify-Retry-Invalid-Session-Request") &&
      !(init?.body instanceof window.ReadableStream)
    )
      answer = await attempt();
    const elsewhere = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (elsewhere)
      tell({ type: "open", url: new URL(elsewhere, window.location.href).href, target: "_top" });
    return answer;
  };

  // ---- The bounce page: come back with a fresh token (the library's /auth/session-token)
  const reload = query.get("shopify-reload");
  if (reload) {
    void idToken().then((token) => {
      const to = new URL(reload, window.location.href);
      if (to.origin !== window.location.origin)
        throw new Error("shopify-reload leads to another origin.");
      to.searchParams.set("id_token", token);
      window.location.replace(to.href);
    });
  }

  // ---- Addresses: the frame follows the app, the app follows the frame
  const ADMIN_ONLY = [
    "embedded",
    "shop",
    "host",
    "id_token",
    "session",
    "timestamp",
    "hmac",
    "locale",
    "protocol",
  ];
  const ownPath = () => {
    const url = new URL(window.location.href);
    for (const name of ADMIN_ONLY) url.searchParams.delete(name);
    return url.pathname + url.search + url.hash;
  };
  let lastPath;
  const report = () => {
    const path = ownPath();
    if (reload || path === lastPath) return;
    lastPath = path;
    tell({ type: "navigated", path });
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      original(...args);
      report();
    };
  }
  window.addEventListener("popstate", report);
  window.addEventListener("hashchange", report);

  // A page whose router listens for shopify:navigate goes there itself; any other is loaded anew.
  let navigators = 0;
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = function (type, ...rest) {
      if (type === "shopify:navigate") navigators += 1;
      return addEventListener.call(this ?? target, type, ...rest);
    };
    target.removeEventListener = function (type, ...rest) {
      if (type === "shopify:navigate") navigators -= 1;
      return removeEventListener.call(this ?? target, type, ...rest);
    };
  }
  function navigate(path, anchor) {
    if (navigators > 0) {
      const from =
        anchor ?? Object.assign(document.createElement("a"), { href: path, hidden: true });
      from.setAttribute("href", path);
      if (!anchor) document.body.append(from);
      from.dispatchEvent(
        new window.CustomEvent("shopify:navigate", {
          bubbles: true,
          cancelable: true,
          detail: { url: path },
        }),
      );
      if (!anchor) from.remove();
      return;
    }
    const url = new URL(path, window.location.href);
    for (const name of ["shop", "host", "locale"])
      if (config[name]) url.searchParams.set(name, config[name]);
    url.searchParams.set("embedded", "1");
    window.location.assign(url.href);
  }

  const isAdmin = (href) =>
    /^shopify:/.test(href) ||
    href.startsWith("https://admin.shopify.com/") ||
    href.startsWith(`${frameOrigin}/store/`);
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof window.Element ? event.target.closest("a[href]") : null;
    const href = anchor?.getAttribute("href") ?? "";
    if (!anchor || event.defaultPrevented || !isAdmin(href)) return;
    event.preventDefault();
    tell({ type: "open", url: href.replace(frameOrigin, ""), target: anchor.target || "_top" });
  });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const href = String(url ?? "");
    if (embedded && (isAdmin(href) || target === "_top" || target === "_parent")) {
      tell({ type: "open", url: href.replace(frameOrigin, ""), target: target ?? "_blank" });
      return null;
    }
    return plainOpen(url, target, features);
  };

  // ---- Elements
  class Hidden extends window.HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      this.watch = new window.MutationObserver(() => this.changed());
      this.watch.observe(this, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      this.changed();
    }
    disconnectedCallback() {
      this.watch?.disconnect();
      this.gone();
    }
    changed() {}
    gone() {}
  }

  class NavMenu extends Hidden {
    get links() {
      return [...this.querySelectorAll("a[href], s-link[href]")];
    }
    changed() {
      tell({
        type: "menu",
        items: this.links.map((a) => ({
          label: a.textContent.trim(),
          href: a.getAttribute("href"),
          rel: a.getAttribute("rel") ?? "",
        })),
      });
    }
    gone() {
      if (!document.querySelector("ui-nav-menu, s-app-nav")) tell({ type: "menu", items: [] });
    }
  }
  const menuLink = (path) =>
    [...document.querySelectorAll("ui-nav-menu, s-app-nav")]
      .flatMap((menu) => menu.links)
      .find((a) => a.getAttribute("href") === path);

  const ids = new WeakMap();
  const byId = new Map();
  const idOf = (node) => {
    if (!ids.has(node)) {
      const id = `action-${++counter}`;
      ids.set(node, id);
      byId.set(id, new window.WeakRef(node));
    }
    return ids.get(node);
  };
  const describe = (node) => ({
    id: idOf(node),
    label: node.textContent.trim(),
    primary: node.getAttribute("variant") === "primary",
    tone: node.getAttribute("tone") ?? "",
    disabled: node.hasAttribute("disabled"),
    loading: node.hasAttribute("loading"),
  });

  class TitleBar extends Hidden {
    get inModal() {
      return Boolean(this.closest("ui-modal"));
    }
    get bar() {
      const breadcrumb = this.querySelector('[variant="breadcrumb"]');
      const actions = [
        ...this.querySelectorAll(
          ":scope > button:not([variant=breadcrumb]), :scope > a:not([variant=breadcrumb]), :scope > section",
        ),
      ].map((node) =>
        node.localName === "section"
          ? {
              id: idOf(node),
              label: node.getAttribute("label") ?? "More actions",
              group: [...node.querySelectorAll("button, a")].map(describe),
            }
          : describe(node),
      );
      return {
        title: this.getAttribute("title") ?? "",
        breadcrumb: breadcrumb ? describe(breadcrumb) : null,
        actions: actions.sort((a, b) => Number(a.primary ?? false) - Number(b.primary ?? false)),
      };
    }
    changed() {
      if (this.inModal) this.closest("ui-modal").refresh?.();
      else tell({ type: "titleBar", bar: this.bar });
    }
    gone() {
      if (![...document.querySelectorAll("ui-title-bar")].some((bar) => !bar.inModal))
        tell({ type: "titleBar", bar: null });
    }
  }

  let shownBar = null;
  const showBar = (bar) => {
    shownBar = bar;
    tell({ type: "saveBar", bar: bar ? bar.state() : null });
  };
  class SaveBar extends Hidden {
    get showing() {
      return shownBar === this;
    }
    get saveButton() {
      return this.querySelector('button[variant="primary"]');
    }
    get discardButton() {
      return this.querySelector('button:not([variant="primary"])');
    }
    state() {
      return {
        save: this.saveButton && describe(this.saveButton),
        discard: this.discardButton && describe(this.discardButton),
      };
    }
    save() {
      this.saveButton?.click();
    }
    discard() {
      if (
        !this.hasAttribute("discardconfirmation") ||
        window.confirm("Discard all unsaved changes?")
      )
        this.discardButton?.click();
    }
    changed() {
      if (this.showing) showBar(this);
    }
    gone() {
      this.hide();
    }
    async show() {
      if (!this.showing) {
        showBar(this);
        this.dispatchEvent(new window.CustomEvent("show"));
      }
    }
    async hide() {
      if (this.showing) {
        showBar(null);
        this.dispatchEvent(new window.CustomEvent("hide"));
      }
    }
    async toggle() {
      return this.showing ? this.hide() : this.show();
    }
  }
  // A form with data-save-bar gets its bar by being changed.
  const formBar = (form) => ({
    form,
    state: () => ({ save: {}, discard: {} }),
    save: () => form.requestSubmit(),
    discard: () => {
      form.reset();
      showBar(null);
    },
  });
  for (const type of ["input", "change"]) {
    document.addEventListener(type, (event) => {
      const form =
        event.target instanceof window.Element ? event.target.closest("form[data-save-bar]") : null;
      if (form && shownBar?.form !== form) showBar(formBar(form));
    });
  }
  for (const type of ["submit", "reset"])
    document.addEventListener(type, (event) => {
      if (shownBar?.form === event.target) showBar(null);
    });

  const STYLE = `
    dialog.sim-modal { border: 0; padding: 0; border-radius: 16px; width: min(620px, calc(100vw - 24px)); max-height: calc(100vh - 32px); color: #303030; background: #fff; font: 400 13px/1.54 Inter, -apple-system, "Segoe UI", Roboto, sans-serif; box-shadow: 0 20px 50px rgb(0 0 0 / .3); overflow: hidden; }
    dialog.sim-modal[open] { display: flex; flex-direction: column; }
    dialog.sim-modal.small { width: min(440px, calc(100vw - 24px)); } dialog.sim-modal.large { width: min(980px, calc(100vw - 24px)); } dialog.sim-modal.max { width: calc(100vw - 24px); height: calc(100vh - 32px); }
    dialog.sim-modal::backdrop { background: rgb(0 0 0 / .5); }
    .sim-modal header { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 10px 10px 10px 16px; background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
    .sim-modal header h2 { margin: 0; font-size: 14px; font-weight: 650; overflow-wrap: anywhere; }
    .sim-modal header button { border: 0; background: none; width: 32px; height: 32px; border-radius: 8px; cursor: pointer; font-size: 16px; color: #303030; }
    .sim-modal .sim-body { overflow: auto; flex: 1; min-height: 0; }
    .sim-modal .sim-body iframe { width: 100%; height: 60vh; border: 0; }
    .sim-modal footer { display: flex; justify-content: flex-end; gap: 8px; flex-wrap: wrap; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
    .sim-modal footer button { font-family: inherit; font-weight: 600; font-size: 13px; line-height: 20px; padding: 5px 12px; min-height: 32px; border-radius: 8px; border: 1px solid #8a8a8a; background: #fff; color: #303030; cursor: pointer; }
    .sim-modal footer button.primary { background: #303030; border-color: #303030; color: #fff; } .sim-modal footer button.critical { background: #b3261e; border-color: #b3261e; color: #fff; }
    .sim-modal footer button:disabled { background: #e3e3e3; border-color: #c4c4c4; color: #616161; cursor: default; }
    .sim-modal :focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }`;
  let openModals = 0;
  class Modal extends window.HTMLElement {
    constructor() {
      super();
      this.body = document.createElement("div");
      this.body.className = "sim-body";
      this.isOpen = false;
    }
    connectedCallback() {
      this.style.display = "none";
    }
    disconnectedCallback() {
      void this.hide();
      this.dialog?.remove();
      this.dialog = undefined;
    }
    /** Where the React wrapper puts the children. */
    get content() {
      return this.hasAttribute("src") ? undefined : this.body;
    }
    get src() {
      return this.getAttribute("src");
    }
    set src(value) {
      if (value) this.setAttribute("src", value);
      else this.removeAttribute("src");
    }
    get variant() {
      return this.getAttribute("variant") ?? "base";
    }
    set variant(value) {
      this.setAttribute("variant", value);
    }
    build() {
      if (!document.getElementById("sim-modal-style"))
        document.head.append(
          Object.assign(document.createElement("style"), {
            id: "sim-modal-style",
            textContent: STYLE,
          }),
        );
      const dialog = document.createElement("dialog");
      const title = Object.assign(document.createElement("h2"), {
        id: `sim-modal-title-${++counter}`,
      });
      const close = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: "✕",
        ariaLabel: "Close",
        onclick: () => void this.hide(),
      });
      const header = document.createElement("header");
      header.append(title, close);
      dialog.setAttribute("aria-labelledby", title.id);
      dialog.append(header, this.body, document.createElement("footer"));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        void this.hide();
      });
      document.body.append(dialog);
      this.dialog = dialog;
      // Children written straight into the element (no React wrapper) are the content.
      if (this.src)
        this.body.replaceChildren(
          Object.assign(document.createElement("iframe"), { src: this.src, title: "Dialog" }),
        );
      else if (!this.body.hasChildNodes())
        this.body.append(
          ...[...this.childNodes].filter(
            (node) =>
              !/^(ui-title-bar|ui-save-bar)$/i.test(node.nodeName) &&
              node.textContent.trim() !== "",
          ),
        );
    }
    refresh() {
      if (!this.dialog) return;
      const bar = this.querySelector("ui-title-bar")?.bar ?? { title: "", actions: [] };
      this.dialog.className = `sim-modal ${this.variant}`;
      this.dialog.querySelector("h2").textContent = bar.title || "Dialog";
      const footer = this.dialog.querySelector("footer");
      footer.hidden = bar.actions.length === 0;
      footer.style.display = bar.actions.length === 0 ? "none" : "";
      footer.replaceChildren(
        ...bar.actions
          .flatMap((action) => action.group ?? [action])
          .map((action) =>
            Object.assign(document.createElement("button"), {
              type: "button",
              textContent: action.label,
              disabled: action.disabled || action.loading,
              className: action.tone === "critical" ? "critical" : action.primary ? "primary" : "",
              onclick: () => byId.get(action.id)?.deref()?.click(),
            }),
          ),
      );
    }
    async show() {
      if (this.isOpen) return;
      this.isOpen = true;
      if (!this.dialog) this.build();
      this.refresh();
      this.dialog.showModal();
      openModals += 1;
      tell({ type: "modal", open: true });
      this.dispatchEvent(new window.CustomEvent("show"));
    }
    async hide() {
      if (!this.isOpen) return;
      this.isOpen = false;
      this.dialog?.close();
      openModals -= 1;
      if (openModals === 0) tell({ type: "modal", open: false });
      this.dispatchEvent(new window.CustomEvent("hide"));
    }
    async toggle() {
      return this.isOpen ? this.hide() : this.show();
    }
  }
  window.customElements.define("ui-nav-menu", NavMenu);
  window.customElements.define("s-app-nav", class extends NavMenu {});
  window.customElements.define("ui-title-bar", TitleBar);
  window.customElements.define("ui-save-bar", SaveBar);
  window.customElements.define("ui-modal", Modal);

  // ---- Messages of the frame
  const toasts = new Map();
  const handlers = {
    answer: ({ request, value }) => {
      waiting.get(request)?.(value);
      waiting.delete(request);
    },
    navigate: ({ path }) => navigate(path, menuLink(path)),
    titleBarAction: ({ id }) => {
      const node = byId.get(id)?.deref();
      // A link clicked by program would leave the page; the router takes it instead.
      if (node?.localName === "a" && node.getAttribute("href") && !node.onclick)
        navigate(node.getAttribute("href"), node);
      else node?.click();
    },
    saveBarAction: ({ action }) => {
      if (action === "save") shownBar?.save();
      else shownBar?.discard();
    },
    toastAction: ({ id }) => toasts.get(id)?.onAction?.(),
    toastDismissed: ({ id }) => {
      toasts.get(id)?.onDismiss?.();
      toasts.delete(id);
    },
  };
  window.addEventListener("message", (event) => {
    if (
      event.origin !== frameOrigin ||
      event.source !== window.parent ||
      event.data?.from !== "sim-admin"
    )
      return;
    const handler = Object.hasOwn(handlers, event.data.type)
      ? handlers[event.data.type]
      : undefined;
    if (!handler)
      throw new Error(`The simulated App Bridge knows no message "${event.data.type}".`);
    handler(event.data);
  });

  // ---- window.shopify
  const named = (kind, tag) => (name) => (id) => {
    const node = document.getElementById(id);
    if (node?.localName !== tag)
      return Promise.reject(new Error(`There is no ${kind} with the id "${id}".`));
    return node[name]();
  };
  const modal = named("modal", "ui-modal");
  const saveBar = named("save bar", "ui-save-bar");
  window.shopify = {
    config,
    origin: frameOrigin,
    ready: Promise.resolve(),
    environment: { embedded, mobile: false, pos: false, intent: false },
    idToken,
    user: () => Promise.resolve({ accountAccess: "full-access" }),
    loading: (on) => tell({ type: "loading", on: Boolean(on) }),
    toast: {
      show(text, options = {}) {
        const id = `toast-${++counter}`;
        toasts.set(id, options);
        tell({
          type: "toast",
          id,
          text,
          isError: options.isError,
          action: options.action,
          duration: options.duration,
        });
        return id;
      },
      hide: (id) => {
        toasts.delete(id);
        tell({ type: "hideToast", id });
      },
    },
    modal: { show: modal("show"), hide: modal("hide"), toggle: modal("toggle") },
    saveBar: {
      show: saveBar("show"),
      hide: saveBar("hide"),
      toggle: saveBar("toggle"),
      // Shopify's promise stays open when the merchant stays.
      leaveConfirmation: () =>
        shownBar && embedded
          ? ask("leaveConfirmation").then((yes) => (yes ? undefined : new Promise(() => undefined)))
          : Promise.resolve(),
    },
    scopes: {
      query: () => ask("scopes"),
      request: (scopes) => ask("requestScopes", { scopes }),
      revoke: notHere("scopes.revoke"),
    },
    support: { registerHandler: () => Promise.resolve() },
    webVitals: { onReport: () => Promise.resolve() },
    reviews: {
      request: () =>
        Promise.resolve({
          success: false,
          code: "cancelled",
          message: "The simulated admin asks nobody for a review.",
        }),
    },
    resourcePicker: notHere("resourcePicker"),
    picker: notHere("picker"),
    scanner: { capture: notHere("scanner") },
    intents: { invoke: notHere("intents") },
  };

  tell({ type: "loaded" });
  report();
})();
