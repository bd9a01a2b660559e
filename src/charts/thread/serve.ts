import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { TopLevelSpec } from 'vega-lite';
import { chartFont } from '../activity.ts';

/** The other end of draw.ts, loaded by thread.js: one specification in, one PNG out. */
const port = parentPort;
if (!port) throw new Error('this file is started as a worker');

/** Sharp on a display of twice the resolution, at the width that Slack shows. */
const pixels = 1_500;
/** The fonts that we ship: what a machine has of its own may hold no Japanese. */
const fontFiles = [
  import.meta.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
].map((address) => fileURLToPath(address));

const [{ compile }, { parse, View }, { Resvg }] = await Promise.all([
  import('vega-lite'),
  import('vega'),
  import('@resvg/resvg-js'),
]);
const view = new View(parse(compile(workerData as TopLevelSpec).spec), { renderer: 'none' });
const svg = await view.toSVG();
const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: chartFont };
port.postMessage(new Resvg(svg, { font, fitTo: { mode: 'width', value: pixels } }).render().asPng());
