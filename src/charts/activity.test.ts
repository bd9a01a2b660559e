import { expect, it } from 'vitest';
import { timelineOf } from '../../test/support/timelines.ts';
import { catalogues } from '../i18n/catalogue.ts';
import { activityChart } from './activity.ts';
import { drawChart } from './draw.ts';

const minute = 60_000;
/** 12:00 to 14:00 in Tokyo. */
const from = Date.UTC(2026, 10, 22, 3);
const to = from + 120 * minute;
const timeline = timelineOf({
  search: { ...timelineOf().search, from, to },
  completeUntil: to - 15 * minute,
  activity: { spanMs: 60 * minute, writes: [1, 0], denied: [2, 0], reads: [0, 60] },
});
const style = {
  words: catalogues.ja.card.picture,
  timeZone: 'Asia/Tokyo',
  moment: (at: number) => `moment ${(at - from) / minute}`,
  near: (at: number) => `near ${(at - from) / minute}`,
};

const panelsOf = (chart: object) =>
  (chart as { vconcat: { layer: { data: { values: unknown[] }; encoding: { x: unknown } }[] }[] }).vconcat;

it('stacks what changed and what was denied, and has the reads by themselves', () => {
  const [upper, lower] = panelsOf(activityChart(timeline, style));
  const late = { from: to - 15 * minute, to, kind: '今後届く可能性あり' };
  const first = { from, to: from + 60 * minute };
  expect(upper?.layer.map(({ data }) => data.values)).toEqual([
    [late],
    [
      { ...first, low: 0, high: 1, kind: '変更' },
      { ...first, low: 1, high: 3, kind: '拒否' },
    ],
  ]);
  expect(lower?.layer.map(({ data }) => data.values)).toEqual([
    [late],
    [{ from: from + 60 * minute, to, low: 0, high: 60, kind: '読み取りのみ' }],
  ]);
});

it('marks nothing as late once CloudTrail has delivered', () => {
  const [upper] = panelsOf(activityChart({ ...timeline, completeUntil: to }, style));
  expect(upper?.layer[0]?.data.values).toEqual([]);
});

it.each([
  ['a zone of whole hours', 'Asia/Tokyo', [0, 30, 60, 90, 120]],
  // 08:45 to 10:45 in Nepal.
  ['a zone of quarters', 'Asia/Kathmandu', [15, 45, 75, 105]],
])('has its axis at round times in %s', (_name, timeZone, minutes) => {
  const [upper] = panelsOf(activityChart(timeline, { ...style, timeZone }));
  const labels = Object.fromEntries(
    minutes.map((one, index) => [from + one * minute, `${index === 0 ? 'moment' : 'near'} ${one}`]),
  );
  expect(upper?.layer[1]?.encoding.x).toMatchObject({
    axis: {
      values: minutes.map((one) => from + one * minute),
      labelExpr: `${JSON.stringify(labels)}[datum.value]`,
    },
  });
});

it('is drawn as a PNG, 1,500 wide, with Japanese words', async () => {
  const chart = activityChart(timeline, style);
  // Each of them one letter: were there no font, or none with Japanese, they would look alike.
  const [one, other, again] = await Promise.all(
    ['拒', '変', '拒'].map((title) => drawChart({ ...chart, title })),
  );
  if (one === undefined || other === undefined || again === undefined) throw new Error('no picture');
  expect(Buffer.from(one.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a');
  const { width, height } = sizeOf(one);
  expect(width).toBe(1_500);
  expect(height).toBeGreaterThan(600);
  expect(height).toBeLessThan(900);
  expect(Buffer.compare(one, again)).toBe(0);
  expect(Buffer.compare(one, other)).not.toBe(0);
}, 60_000);

it('says what went wrong where it cannot be drawn', async () => {
  await expect(drawChart({} as never)).rejects.toThrow('Invalid specification');
  await expect(drawChart(activityChart(timeline, style), AbortSignal.abort())).rejects.toThrow('abort');
}, 60_000);

/** Of the header, which is the first chunk: two big-endian numbers. */
function sizeOf(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
