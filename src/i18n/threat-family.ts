import { catalogues } from './catalogue.ts';
import type { threats } from './en/threats.ts';

export type ThreatFamily = keyof typeof threats;

const families = Object.keys(catalogues.en.threats) as ThreatFamily[];

const patterns = families
  .filter((family) => family.includes('*'))
  .map((family) => ({
    family,
    fits: new RegExp(`^${family.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`),
  }));

/** The words for a GuardDuty type: those of its own, else of the first pattern that fits; null: we have none. */
export function threatFamily(type: string): ThreatFamily | null {
  if (Object.hasOwn(catalogues.en.threats, type)) return type as ThreatFamily;
  return patterns.find(({ fits }) => fits.test(type))?.family ?? null;
}
