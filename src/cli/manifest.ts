import { type Command, Option } from 'commander';
import { UsageError } from '../shared/errors.ts';
import { manifest as appManifest } from '../slack/manifest.ts';

/** `yagura manifest`: what to paste into "Create an app from a manifest" at Slack. */
export function manifest(program: Command): void {
  program
    .command('manifest')
    .description("print the Slack app's manifest, as JSON")
    .addOption(
      new Option('--mode <mode>', 'how Slack reaches us').choices(['socket', 'http']).default('socket'),
    )
    .option('--request-url <url>', 'http mode: the https address at which Slack reaches this process')
    .action(({ mode, requestUrl }: { mode: 'socket' | 'http'; requestUrl?: string }) => {
      if (mode === 'socket') {
        if (requestUrl !== undefined) throw new UsageError('--request-url goes with --mode http.');
        console.log(JSON.stringify(appManifest({ mode }), null, 2));
        return;
      }
      if (requestUrl === undefined || !/^https:\/\//.test(requestUrl) || !URL.canParse(requestUrl)) {
        throw new UsageError('--mode http needs --request-url with an https address.');
      }
      console.log(JSON.stringify(appManifest({ mode, requestUrl }), null, 2));
    });
}
