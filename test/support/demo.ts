import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium } from 'playwright-core';

/** A running demo, and a browser to look at it with. */
export interface RunningDemo {
  readonly browser: Browser;
  stop(): Promise<void>;
}

/** Starts the demo at a port of the test's own: a person may have the usual one open. */
export async function startDemo(port: number, ...options: readonly string[]): Promise<RunningDemo> {
  const demo = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli.js', 'demo', '--port', String(port), ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stopDemo = async () => {
    if (demo.exitCode !== null) return;
    const gone = once(demo, 'exit');
    demo.kill('SIGTERM');
    await gone;
  };
  try {
    // The first words of the demo come when everything listens.
    await once(demo.stdout, 'data');
    const browser = await openBrowser();
    return {
      browser,
      async stop() {
        await browser.close();
        await stopDemo();
      },
    };
  } catch (error) {
    await stopDemo();
    throw error;
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
