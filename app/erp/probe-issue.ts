import { issues } from "#app/i18n/locales/en/connectionIssue.ts";
import type { NamesIn } from "#app/i18n/sentences.ts";
import type { ProbeIssue } from "./port/probe.ts";

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? "");

type Issues = typeof issues;
type IssueCode = keyof Issues;
type NamesOf<Code extends IssueCode> = NamesIn<Issues[Code]["message" | "action"]>;
type ParamsOf<Code extends IssueCode> = Record<NamesOf<Code>, string>;

/** An issue in English; screens have the same texts in other languages under its code. */
export function issue<Code extends IssueCode>(
  code: Code,
  severity: ProbeIssue["severity"],
  ...[params]: [NamesOf<Code>] extends [never] ? [] : [ParamsOf<Code>]
): ProbeIssue {
  const { message, action } = issues[code];
  return {
    code,
    severity,
    message: fill(message, params ?? {}),
    action: fill(action, params ?? {}),
    ...(params ? { params } : {}),
  };
}
