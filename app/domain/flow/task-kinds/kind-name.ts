/** What the row of such a task stores; here, so that whoever looks for one need not know what it does. */
export const FIRE_TRIGGER = "fireFlowTrigger";
