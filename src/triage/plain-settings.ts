import { weekdays } from '../calendar/weekday.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { Severity } from '../finding/severity.ts';
import type { TriageSettings } from './settings.ts';

const always: WorkingHours = {
  timeZone: 'UTC',
  days: weekdays,
  from: '00:00',
  to: '24:00',
  holidays: 'none',
  extraHolidays: [],
};

const dayMs = 86_400_000;

/** Everything is shown in one channel, and nobody is called: where no configuration is at hand. */
export const plainSettings: TriageSettings = {
  policies: [],
  accounts: [],
  channel: 'sec-alerts',
  criticalChannel: null,
  mentions: bySeverity([]),
  urgent: [],
  escalation: bySeverity({ hours: 'always', steps: [] }),
  acknowledgement: bySeverity(dayMs),
  hours: { default: always, channels: {} },
  onCall: { kind: 'none' },
  flapping: { times: 3, within: dayMs },
  questions: { wait: 2 * 3_600_000, never: [] },
  sourceHealth: { count: 20, within: 600_000 },
};

function bySeverity<T>(value: T): Record<Severity, T> {
  return {
    Critical: value,
    High: value,
    Medium: value,
    Low: value,
    Informational: value,
  };
}
