import type { TopLevelSpec } from 'vega-lite';
import type { Timeline } from '../finding/investigation.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { zonedDay } from '../shared/zoned-day.ts';

export interface ChartStyle {
  readonly words: Catalogue['card']['picture'];
  readonly timeZone: string;
  /** `22 Nov 14:02`. */
  moment(at: number): string;
  /** `14:36` on the day of `beside`, else with its date. */
  near(at: number, beside: number): string;
}

type Kind = 'writes' | 'denied' | 'reads';

/** Told apart without their colour as well: by how light they are, and by where they stand. */
const colours = { writes: '#e3962f', denied: '#a61b1b', reads: '#8fa8bf', notYet: '#e6eaee' } as const;
export const chartFont = 'Noto Sans JP';
const width = 660;
const minuteMs = 60_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440].map((minutes) => minutes * minuteMs);
/** So many labels stand beside each other, with their dates. */
const mostTicks = 7;

/**
 * Who called when, as bars. What changed something or was denied stands by itself, on its own scale: beside some
 * hundred reads, the one change that matters would not be seen.
 */
export function activityChart(timeline: Timeline, style: ChartStyle): TopLevelSpec {
  const { search, completeUntil } = timeline;
  const { words, moment, near } = style;
  const ticks = ticksIn(search, style.timeZone);
  const labels = ticks.map((at, index) => {
    const before = ticks[index - 1];
    return [at, before === undefined ? moment(at) : near(at, before)];
  });
  const x = {
    field: 'from',
    type: 'quantitative' as const,
    scale: { domain: [search.from, search.to], nice: false },
    axis: {
      ...{ values: ticks, title: null, grid: false },
      labelExpr: `${JSON.stringify(Object.fromEntries(labels))}[datum.value]`,
    },
  };
  const color = {
    ...{ field: 'kind', type: 'nominal' as const, scale: scaleOf(words) },
    legend: { title: null, orient: 'top' as const, columnPadding: 32, labelLimit: 400 },
  };
  const late = { from: Math.max(search.from, completeUntil), to: search.to, kind: words.notYet };
  const panel = (kinds: readonly Kind[], title: string, height: number) => {
    const bars = barsOf(timeline, kinds, words);
    const most = Math.max(1, ...bars.map(({ high }) => high));
    const y = {
      ...{ field: 'low', type: 'quantitative' as const, scale: { domain: [0, most] } },
      axis: { title, tickCount: 4, tickMinStep: 1, format: ',d', minExtent: 44, maxExtent: 44 },
    };
    return {
      ...{ width, height },
      layer: [
        {
          data: { values: late.from < late.to ? [late] : [] },
          mark: { type: 'rect' as const },
          encoding: { x, x2: { field: 'to' }, color },
        },
        {
          data: { values: bars },
          mark: { type: 'rect' as const, stroke: '#ffffff', strokeWidth: 0.5 },
          encoding: { x, x2: { field: 'to' }, y, y2: { field: 'high' }, color },
        },
      ],
    };
  };
  return {
    title: words.title({ from: moment(search.from), to: near(search.to, search.from) }),
    vconcat: [panel(['writes', 'denied'], words.upper, 170), panel(['reads'], words.reads, 80)],
    ...{ spacing: 14, padding: 14, background: '#ffffff' },
    config: {
      font: chartFont,
      title: { anchor: 'start', fontSize: 16, offset: 10 },
      axis: { labelFontSize: 12, titleFontSize: 12, labelColor: '#333', gridColor: '#e4e7ea' },
      legend: { labelFontSize: 13, symbolType: 'square', symbolStrokeWidth: 0 },
      view: { stroke: null },
    },
  };
}

function scaleOf(words: ChartStyle['words']) {
  const kinds = ['writes', 'denied', 'reads', 'notYet'] as const;
  return { domain: kinds.map((kind) => words[kind]), range: kinds.map((kind) => colours[kind]) };
}

/** Stacked: each kind stands on the ones before it. */
function barsOf({ activity, search }: Timeline, kinds: readonly Kind[], words: ChartStyle['words']) {
  return activity.writes.flatMap((_count, index) => {
    const from = search.from + index * activity.spanMs;
    const to = Math.min(search.to, from + activity.spanMs);
    let low = 0;
    return kinds.flatMap((kind) => {
      const count = activity[kind][index] ?? 0;
      const bar = { from, to, low, high: low + count, kind: words[kind] };
      low = bar.high;
      return count === 0 ? [] : [bar];
    });
  });
}

/** Round times of the zone's own clocks. */
function ticksIn({ from, to }: Timeline['search'], timeZone: string): number[] {
  const step = steps.find((one) => (to - from) / one <= mostTicks) ?? minuteMs * 1_440;
  const midnight = zonedDay(from, timeZone).from;
  const first = midnight + Math.ceil((from - midnight) / step) * step;
  return Array.from({ length: mostTicks + 1 }, (_, index) => first + index * step).filter((at) => at <= to);
}
