/** What the admin's page and the worker with an extension tell each other. */
import type { RemoteMutationRecord } from "@remote-dom/core";
import type { ExtensionTexts } from "#scripts/extensions.mjs";

/** An extension as the admin's page knows it. */
export interface Installed {
  handle: string;
  target: string;
  hasShouldRender: boolean;
  texts: ExtensionTexts;
}

export interface PageConfig {
  shop: string;
  /** Address of the admin's pages of this shop, without a slash at the end. */
  store: string;
  appHandle: string;
  appUrl: string;
  locale: string;
  extensions: Installed[];
}

export interface Start {
  type: "start";
  bundle: string;
  target: string;
  selected: { id: string }[];
  shop: string;
  appUrl: string;
  locale: string;
  texts: ExtensionTexts;
}

export type ToWorker = Start | { type: "event"; listener: number };

export type ToPage =
  | { type: "mutate"; records: readonly RemoteMutationRecord[] }
  | { type: "result"; value: unknown }
  | { type: "navigate"; to: string }
  | { type: "close" };

/** A function cannot cross: it goes as a number and is called by it. */
export interface Listener {
  listener: number;
}
