import { isJson, type Json } from './json.ts';

const written =
  /<!(?:channel|here|everyone)(?:\|[^>]*)?>|<!subteam\^[A-Z0-9]+(?:\|[^>]*)?>|<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g;
const raw = /(?<![\w<!])@(?:channel|here|everyone)\b/g;

/**
 * Whom a message would ring up, as written. mrkdwn objects are auto-parsed unless `verbatim` (so a raw `@here` in
 * them counts), written tokens count everywhere but in plain_text, rich_text counts by its elements
 * (docs.slack.dev/messaging/formatting-message-text). Where Slack may or may not notify, this says it does.
 */
export function notifiesOf(content: Json): string[] {
  const found = new Set<string>();
  const scan = (text: unknown, form: RegExp) => {
    if (typeof text === 'string') for (const [token] of text.matchAll(form)) found.add(token);
  };
  scan(content['text'], written);
  if (content['link_names'] || content['parse'] === 'full') scan(content['text'], raw);
  walk([content['blocks'], content['attachments']], (node) => {
    switch (node['type']) {
      case 'plain_text':
      case 'raw_text':
      case 'text':
        return;
      case 'mrkdwn':
        scan(node['text'], written);
        if (node['verbatim'] !== true) scan(node['text'], raw);
        return;
      case 'user':
        return void found.add(`<@${String(node['user_id'])}>`);
      case 'usergroup':
        return void found.add(`<!subteam^${String(node['usergroup_id'])}>`);
      case 'broadcast':
        return void found.add(`<!${String(node['range'])}>`);
      default:
        // The texts of markdown blocks and of attachments' own fields.
        for (const name of ['text', 'pretext', 'value', 'footer']) scan(node[name], written);
        if (node['type'] === 'markdown') scan(node['text'], raw);
    }
  });
  return [...found];
}

function walk(node: unknown, visit: (node: Json) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit);
  } else if (isJson(node)) {
    visit(node);
    for (const each of Object.values(node)) walk(each, visit);
  }
}
