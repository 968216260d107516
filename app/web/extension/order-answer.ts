import { OVER_STATUSES } from "#app/domain/documents/states.ts";
import type { OrderGlance } from "#app/domain/order-page/order-glance.server.ts";
import { cutText } from "#app/lib/cut-text.ts";
import { paths } from "#app/lib/paths.ts";
import { linkTarget } from "#app/lib/web-address.ts";
import type { OrderAnswer, Tone } from "./answers.ts";
import type { Speaker } from "./speaker.ts";

/** Shopify cuts a closed block's summary behind so many characters. */
const SUMMARY = 30;

/** An order's state as the card on Shopify's order page tells it. */
export function orderAnswer(glance: OrderGlance, say: Speaker): OrderAnswer {
  const { t, link } = say;
  const state = stateOf(glance);
  const more = glance.problems.slice(1).filter(({ level }) => level !== "info").length;
  const title = titleOf(glance, say);
  const badge = {
    text: badgeText(glance, state, say),
    tone: isOver(glance) ? ("warning" as const) : TONES[state],
  };
  const address = linkTarget(glance.document?.page);
  return {
    title,
    badge,
    summary: cutText(glance.document?.number ?? badge.text, SUMMARY),
    problem: problemOf(glance, say),
    more: more > 0 ? t("extension.more", { count: more }) : "",
    offer: offerOf(glance, state),
    document: address ? link(t("extension.openDocument"), address) : null,
    page: glance.order
      ? link(t("extension.openOrder"), paths.order(glance.orderId))
      : link(t("extension.openImports"), paths.ordersToImport),
    working: state === "creating" || (!glance.order && glance.verdict === "ready"),
  };
}

type State =
  | "unknown"
  | "waiting"
  | "held"
  | "excluded"
  | "importFailed"
  | "unprocessed"
  | "blocked"
  | "unneeded"
  | "creating"
  | "created"
  | "changed";

const TONES: Record<State, Tone> = {
  unknown: "neutral",
  waiting: "info",
  held: "warning",
  excluded: "neutral",
  importFailed: "critical",
  unprocessed: "info",
  blocked: "critical",
  unneeded: "neutral",
  creating: "info",
  created: "success",
  changed: "warning",
};

const WAITING: Readonly<Record<string, State>> = {
  ready: "waiting",
  held: "held",
  excluded: "excluded",
  error: "importFailed",
};

/** Somebody deleted or canceled the document in the ERP. */
const isOver = ({ document }: OrderGlance): boolean =>
  (OVER_STATUSES as readonly string[]).includes(document?.status ?? "");

/** What keeps the document from being created. */
const inTheWay = ({ problems }: OrderGlance) =>
  problems.filter(({ severity }) => severity !== "warns");

function stateOf(glance: OrderGlance): State {
  const { order, verdict } = glance;
  if (!order) return WAITING[verdict ?? ""] ?? "unknown";
  if (order.conflict) return "changed";
  if (order.documentState === "created" || order.documentState === "creating")
    return order.documentState;
  const found = inTheWay(glance);
  if (found.length === 0) return "unprocessed";
  return found.every(({ level }) => level === "info") ? "unneeded" : "blocked";
}

function titleOf({ order, document }: OrderGlance, { t, known }: Speaker): string {
  if (document && order?.documentState === "created")
    return `${known("state.kind", document.kind, document.kind)} ${document.number ?? ""}`.trim();
  return t("extension.noDocument");
}

function badgeText({ document }: OrderGlance, state: State, { t, known }: Speaker): string {
  if (state === "created" && document?.status)
    return known("state.ledger", document.status, t("extension.state.created"));
  return t(`extension.state.${state}`);
}

function problemOf(glance: OrderGlance, { t, problem, link }: Speaker): OrderAnswer["problem"] {
  const [first] = glance.problems;
  if (first) {
    const { title, action } = problem(first.kind, first.params);
    return {
      title,
      text: action,
      tone: first.level,
      fix: first.fixPath ? link(t("extension.fix"), first.fixPath) : null,
    };
  }
  if (glance.order?.conflict)
    return {
      title: t("order.next.conflict"),
      text: t("order.next.conflictHelp"),
      tone: "warning",
      fix: link(t("extension.fix"), paths.order(glance.orderId)),
    };
  if (glance.earlier && glance.order && !isMade(glance))
    return {
      title: t("extension.earlier.title"),
      text: t("extension.earlier.text"),
      tone: "warning",
      fix: link(t("extension.fix"), paths.order(glance.orderId)),
    };
  return null;
}

const isMade = ({ order }: OrderGlance): boolean =>
  order?.documentState === "created" || order?.documentState === "creating";

/** A second document beside one in the ERP is confirmed in the app; what blocks is told by the preview, which looks anew. */
function offerOf(glance: OrderGlance, state: State): OrderAnswer["offer"] {
  if (!glance.order) return state === "excluded" ? null : "import";
  return isMade(glance) || glance.earlier ? null : "create";
}
