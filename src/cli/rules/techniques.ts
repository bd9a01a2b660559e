/**
 * The tactics of the techniques that rules about a cloud name, out of MITRE ATT&CK's Enterprise matrix (version 18); a
 * sub-technique has those of its technique. One that is not here may stand under any tactic.
 */
const tacticsOf: Readonly<Record<string, readonly string[]>> = {
  T1020: ['exfiltration'],
  T1021: ['lateral-movement'],
  T1037: ['persistence', 'privilege-escalation'],
  T1059: ['execution'],
  T1070: ['defense-evasion'],
  T1078: ['initial-access', 'persistence', 'privilege-escalation', 'defense-evasion'],
  T1087: ['discovery'],
  T1098: ['persistence', 'privilege-escalation'],
  T1110: ['credential-access'],
  T1136: ['persistence'],
  T1199: ['initial-access'],
  T1222: ['defense-evasion'],
  T1484: ['defense-evasion', 'privilege-escalation'],
  T1485: ['impact'],
  T1486: ['impact'],
  T1489: ['impact'],
  T1490: ['impact'],
  T1496: ['impact'],
  T1526: ['discovery'],
  T1530: ['collection'],
  T1531: ['impact'],
  T1535: ['defense-evasion'],
  T1537: ['exfiltration'],
  T1546: ['persistence', 'privilege-escalation'],
  T1548: ['defense-evasion', 'privilege-escalation'],
  T1550: ['defense-evasion', 'lateral-movement'],
  T1552: ['credential-access'],
  T1555: ['credential-access'],
  T1556: ['credential-access', 'defense-evasion', 'persistence'],
  T1562: ['defense-evasion'],
  T1567: ['exfiltration'],
  T1578: ['defense-evasion'],
  T1580: ['discovery'],
  T1599: ['defense-evasion'],
  T1609: ['execution'],
  T1619: ['discovery'],
  T1648: ['execution'],
  T1651: ['execution'],
};

/** Version 19 splits this tactic in two. */
const evasion: readonly string[] = ['defense-evasion', 'stealth', 'defense-impairment'];

/** Does the technique serve the tactic? True, too, where neither we nor the name can tell. */
export function serves(technique: string, tactic: string): boolean {
  const tactics = tacticsOf[technique.slice(0, 'T0000'.length)];
  if (!tactics) return true;
  return tactics.includes(tactic) || (tactics.includes('defense-evasion') && evasion.includes(tactic));
}
