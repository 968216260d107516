/**
 * What the extensions in Shopify Admin are told, in the reader's language. Links are addresses as extensions take them: "app:app/orders/1"
 * is a page of the app, any other leads out. The extensions import these types and nothing else of the app.
 */
export type Tone = "neutral" | "info" | "success" | "warning" | "critical";

export interface Link {
  text: string;
  href: string;
}

/** How far an order is. */
export interface OrderAnswer {
  /** The document when there is one, else what there is instead. */
  title: string;
  badge: { text: string; tone: Tone };
  /** Of at most 30 characters, for the closed block. */
  summary: string;
  problem: {
    title: string;
    text: string;
    tone: "info" | "warning" | "critical";
    fix: Link | null;
  } | null;
  /** How many problems there are beside it, in words; empty: none. */
  more: string;
  /** What a person can do about it here. */
  offer: "import" | "create" | null;
  /** The document in the ERP. */
  document: Link | null;
  /** The order in the app. */
  page: Link;
  /** Something is under way: worth asking again soon. */
  working: boolean;
}

/** The document that would be created now. */
export interface PreviewAnswer {
  order: OrderAnswer;
  /** Null: a problem keeps it from being made; it is `order.problem`. */
  document: {
    title: string;
    facts: { name: string; text: string }[];
    lines: { text: string; quantity: string; amount: string }[];
    /** How many lines follow, in words; empty: none. */
    more: string;
  } | null;
  proof: {
    text: string;
    proved: boolean;
    heads: { name: string; shopify: string; document: string };
    rows: { name: string; shopify: string; document: string; differs: boolean }[];
  } | null;
}

/** What the ERP shipped of an order. */
export interface ShipmentsAnswer {
  shipments: {
    id: string;
    title: string;
    badge: { text: string; tone: Tone };
    facts: { name: string; text: string; href?: string }[];
    problem: string;
  }[];
  page: Link;
}

/** What became of a click. */
export interface ClickAnswer {
  ended: boolean;
  tone: Tone;
  title: string;
  /** Sentences. */
  notes: string[];
  /** How many of the orders are through. */
  done: number;
  total: number;
  link: Link | null;
}

/** Nothing was done, and why. */
export interface Refusal {
  refused: string;
}
