import type { RuleAlert, RuleHit, RuleMemory } from '../store/ports/rules.ts';

/** What rules remember, kept in memory as the store keeps it in SQL; for previews and tests. */
export function createRuleMemory(): RuleMemory {
  const alerts = new Map<string, RuleAlert>();
  /** By event, then by rule. */
  const hits = new Map<string, Map<string, RuleHit>>();
  const times = new Map<string, number[]>();
  const windows = new Map<string, unknown>();

  function add(hit: RuleHit): void {
    const ofEvent = hits.get(hit.eventId) ?? new Map<string, RuleHit>();
    if (ofEvent.has(hit.ruleId)) return;
    hits.set(hit.eventId, ofEvent.set(hit.ruleId, hit));
    const all = times.get(hit.identity);
    if (all) all.push(hit.at);
    else times.set(hit.identity, [hit.at]);
  }

  return {
    alerts: async (identities) => found(alerts, identities),
    hits: async (eventIds) => eventIds.flatMap((id) => [...(hits.get(id)?.values() ?? [])]),
    times: async (identity, from, to) => (times.get(identity) ?? []).filter((at) => at >= from && at <= to),
    windows: async (places) => found(windows, places),
    async save(changes) {
      changes.hits.forEach(add);
      for (const alert of changes.alerts) alerts.set(alert.identity, alert);
      for (const [place, contents] of changes.windows) windows.set(place, contents);
    },
  };
}

function found<Value>(all: ReadonlyMap<string, Value>, keys: readonly string[]): Map<string, Value> {
  return new Map(
    keys.flatMap((key): [string, Value][] => {
      const value = all.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
