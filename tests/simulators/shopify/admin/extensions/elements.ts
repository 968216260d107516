/**
 * Stand-ins for the admin's s-* elements, as far as this app's extensions use them. Their behaviour follows Shopify's description of each;
 * colours and spacing are ours.
 */
interface StandIn {
  properties: readonly string[];
  /** What is inside, around the extension's own nodes. */
  inside?: string;
  /** Shows the properties. */
  show?: (host: HTMLElement, values: Values, shadow: ShadowRoot | null) => void;
}
type Values = Readonly<Record<string, unknown>>;

const STYLE = '<link rel="stylesheet" href="/_frame/extension.css">';

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const part = (shadow: ShadowRoot | null, name: string): HTMLElement => {
  const found = shadow?.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (!found) throw new Error(`A stand-in has no part ${name}.`);
  return found;
};
const role =
  (name: string): NonNullable<StandIn["show"]> =>
  (host) => {
    host.setAttribute("role", name);
  };
/** Values that only change how it looks. */
const looks =
  (...names: string[]): NonNullable<StandIn["show"]> =>
  (host, values) => {
    for (const name of names) host.dataset[name] = text(values[name]);
  };

/** Where an address of an extension leads in this admin; set by the page. */
export const addresses = { resolve: (href: string): string => href };

const STAND_INS: Record<string, StandIn> = {
  "s-admin-block": {
    properties: ["heading", "collapsedSummary"],
    inside: `<details open><summary><h2 data-part="heading"></h2><span class="summary" data-part="summary"></span></summary><div class="inner"><slot></slot></div></details>`,
    show(_host, { heading, collapsedSummary }, shadow) {
      part(shadow, "heading").textContent = text(heading);
      part(shadow, "summary").textContent = text(collapsedSummary);
    },
  },
  "s-admin-action": {
    properties: ["heading", "loading"],
    inside: `<h2 data-part="heading"></h2><div class="inner" data-part="inner"><slot></slot></div><div class="buttons"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div>`,
    show(host, { heading, loading }, shadow) {
      part(shadow, "heading").textContent = text(heading);
      part(shadow, "inner").setAttribute("aria-busy", String(loading === true));
      host.closest("dialog")?.setAttribute("aria-label", text(heading));
    },
  },
  "s-button": {
    properties: ["href", "disabled", "loading", "variant", "tone"],
    inside: `<button type="button" class="button" data-part="button"><slot></slot></button>`,
    show(_host, { href, disabled, loading, variant }, shadow) {
      const button = part(shadow, "button") as HTMLButtonElement;
      button.classList.toggle("primary", variant === "primary");
      button.disabled = disabled === true || loading === true;
      button.setAttribute("aria-busy", String(loading === true));
      button.dataset["href"] = text(href);
      button.onclick = () => {
        if (button.dataset["href"]) window.location.assign(addresses.resolve(text(href)));
      };
    },
  },
  "s-link": {
    properties: ["href", "target"],
    inside: `<a data-part="link"><slot></slot></a>`,
    show(_host, { href, target }, shadow) {
      const link = part(shadow, "link") as HTMLAnchorElement;
      link.href = addresses.resolve(text(href));
      link.target = text(target).replace("auto", "");
    },
  },
  "s-banner": {
    properties: ["heading", "tone"],
    inside: `<p class="banner-heading" data-part="heading"></p><slot></slot>`,
    show(host, { heading, tone }, shadow) {
      part(shadow, "heading").textContent = text(heading);
      host.dataset["tone"] = text(tone);
      host.setAttribute("role", tone === "critical" ? "alert" : "status");
    },
  },
  "s-badge": { properties: ["tone"], show: looks("tone") },
  "s-stack": {
    properties: ["direction", "gap", "alignItems", "justifyContent"],
    show: looks("direction", "gap"),
  },
  "s-text": { properties: ["type", "tone", "color"], show: looks("type", "tone", "color") },
  "s-paragraph": { properties: ["tone", "color"], inside: `<p><slot></slot></p>` },
  "s-heading": {
    properties: [],
    show(host) {
      host.setAttribute("role", "heading");
      host.setAttribute("aria-level", "3");
    },
  },
  "s-section": {
    properties: ["heading"],
    inside: `<h3 data-part="heading"></h3><slot></slot>`,
    show(_host, { heading }, shadow) {
      part(shadow, "heading").textContent = text(heading);
    },
  },
  "s-spinner": {
    properties: ["accessibilityLabel"],
    show(host, { accessibilityLabel }) {
      host.setAttribute("role", "img");
      host.setAttribute("aria-label", text(accessibilityLabel));
    },
  },
  "s-table": { properties: ["variant"], show: role("table") },
  "s-table-header-row": { properties: [], show: role("row") },
  "s-table-header": {
    properties: ["listSlot", "format"],
    show(host, { format }) {
      host.setAttribute("role", "columnheader");
      host.dataset["format"] = text(format);
    },
  },
  "s-table-body": { properties: [], show: role("rowgroup") },
  "s-table-row": { properties: [], show: role("row") },
  "s-table-cell": { properties: [], show: role("cell") },
};

/** What the page lets an extension make; anything else is refused by name. */
export const allowed = Object.fromEntries(
  Object.entries(STAND_INS).map(([tag, { properties }]) => [
    tag,
    { properties: Object.fromEntries(properties.map((name) => [name, {}])), attributes: ["slot"] },
  ]),
);

export function defineStandIns(): void {
  for (const [tag, standIn] of Object.entries(STAND_INS)) customElements.define(tag, of(standIn));
}

function of({ properties, inside, show }: StandIn): CustomElementConstructor {
  const made = class extends HTMLElement {
    readonly values: Record<string, unknown> = {};
    connectedCallback(): void {
      if (inside !== undefined && !this.shadowRoot)
        this.attachShadow({ mode: "open", delegatesFocus: true }).innerHTML = STYLE + inside;
      this.update();
    }
    update(): void {
      if (this.isConnected) show?.(this, this.values, this.shadowRoot);
    }
  };
  for (const name of properties)
    Object.defineProperty(made.prototype, name, {
      get(this: InstanceType<typeof made>) {
        return this.values[name];
      },
      set(this: InstanceType<typeof made>, value: unknown) {
        this.values[name] = value;
        this.update();
      },
    });
  return made;
}
