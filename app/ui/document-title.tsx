import { useLocation } from "@remix-run/react";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { titleOf } from "./screen-titles.ts";

const Named = createContext<(title: string | undefined) => void>(() => undefined);

/** The document's title: the screen's, or what the screen calls itself (a record's name, an error). */
export function useDocumentTitle(): {
  title: string;
  setNamed: (title: string | undefined) => void;
} {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [named, setNamed] = useState<string>();
  return { title: `${named ?? t(titleOf(pathname))} · ${t("common.app")}`, setNamed };
}

export function TitleProvider({
  setNamed,
  children,
}: {
  setNamed: (title: string | undefined) => void;
  children: ReactNode;
}) {
  return <Named.Provider value={setNamed}>{children}</Named.Provider>;
}

/** Names the document while this is shown. */
export function useNamedDocument(title: string | undefined): void {
  const setNamed = useContext(Named);
  useEffect(() => {
    setNamed(title);
    return () => {
      setNamed(undefined);
    };
  }, [setNamed, title]);
}
