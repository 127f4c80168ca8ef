// What is on screen is of: period, zone, instant and definition, written into every file that is saved of it.
import { createContext, useContext } from 'react';

export const OfWhat = createContext<readonly string[]>([]);

/** The lines that say of what the numbers around here are. */
export const useOfWhat = (): readonly string[] => useContext(OfWhat);
