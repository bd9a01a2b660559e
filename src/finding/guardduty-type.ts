/**
 * GuardDuty's own spelling of a finding type, `Recon:EC2/PortProbeUnprotectedPort`. Security Hub's copies put
 * their own words before it and a hyphen for the slash: `TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort`;
 * the V2 hub lists it beside category words. null: no type is among them.
 */
export function guardDutyType(types: readonly string[]): string | null {
  const type = types.find((one) => one.includes(':'));
  if (type === undefined) return null;
  const colon = type.indexOf(':');
  const own = type.slice(type.lastIndexOf('/', colon) + 1);
  if (own.includes('/')) return own;
  // No name before the slash has a hyphen in it, so the first one stands for the slash.
  const hyphen = own.indexOf('-', own.indexOf(':'));
  return hyphen < 0 ? own : `${own.slice(0, hyphen)}/${own.slice(hyphen + 1)}`;
}

/** GuardDuty marks the findings that a person made for a test so. */
export function hasSampleTitle(title: string): boolean {
  return title.startsWith('[SAMPLE]');
}
