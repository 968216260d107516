import type {} from "@shopify/ui-extensions/admin.order-details.action.render";
import type { ClickAnswer } from "../../../app/web/extension/answers.ts";
import type { Asked } from "./ask.ts";

/** How far the creation of documents is, and what it came to. */
export function Outcome({
  answer,
  unreachable,
}: {
  answer: Asked<ClickAnswer>;
  unreachable: string;
}) {
  if (!answer.ok) return <s-banner tone="critical" heading={answer.said ?? unreachable} />;
  const { tone, title, notes, link } = answer.value;
  return (
    <s-banner tone={tone === "neutral" ? "info" : tone} heading={title}>
      {notes.map((note) => (
        <s-paragraph key={note}>{note}</s-paragraph>
      ))}
      {link ? <s-link href={link.href}>{link.text}</s-link> : null}
    </s-banner>
  );
}
