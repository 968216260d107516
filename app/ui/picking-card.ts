import { createContext, useContext } from "react";
import { ofCard } from "#app/lib/paths.ts";

/** The shop card that a screen is about: pickers offer what its ERP has. Undefined: the shop's first card. */
export const PickingCard = createContext<string | undefined>(undefined);

export const usePickingCard = (): string | undefined => useContext(PickingCard);

/** Leads to the settings and mappings of the card that the screen is about. */
export function useCardPath(): (path: string) => string {
  const card = usePickingCard();
  return (path) => (card === undefined ? path : ofCard(path, card));
}
