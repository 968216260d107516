import { isRouteErrorResponse, Link, useRevalidator, useRouteError } from "@remix-run/react";
import { useCallback } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { describeError } from "./describe-error.ts";
import { useNamedDocument } from "./document-title.tsx";
import { useComesBack } from "./use-comes-back.ts";
import { paths } from "#app/lib/paths.ts";

/** The last resort, when not even the frame could be drawn: plain words, no Polaris. */
export function PlainError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const described = describeError(
    isRouteErrorResponse(error) ? { status: error.status, data: error.data as unknown } : undefined,
  );
  useNamedDocument(t(`errors.${described.kind}.title`));
  // Not the document: its address has no shop in it any more once the app has gone to another screen by itself.
  const { revalidate } = useRevalidator();
  const loadAgain = useCallback(() => {
    void revalidate();
  }, [revalidate]);
  useComesBack(described.kind === "unavailable", loadAgain);
  return (
    <main className="plain-error">
      <h1>{t(`errors.${described.kind}.title`)}</h1>
      <p>{t(`errors.${described.kind}.why`)}</p>
      <p>{t(`errors.${described.kind}.what`)}</p>
      {described.traceId ? (
        <p>
          {t("errors.trace")} <code>{described.traceId}</code>
        </p>
      ) : null}
      <p>
        <Link to={paths.home}>{t("errors.home")}</Link>
      </p>
    </main>
  );
}
