/**
 * Slack's limits for what cards are made of, written down a second time on purpose: a checker that shared code
 * with the drawing would share its mistakes. Source: docs.slack.dev/reference/block-kit. Returns what is wrong.
 */
export function limitsBroken(payload: unknown): string[] {
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const { text, blocks, attachments, metadata } = payload as Record<string, unknown>;
  expect(typeof text === 'string' && text.length > 0 && text.length <= 300, 'text: 1–300');
  const attached = list(attachments).flatMap((one) => list(record(one)['blocks']));
  expect(list(blocks).length + attached.length <= 45, 'at most 45 blocks');
  expect(JSON.stringify([blocks, attachments]).length <= 10_000, 'at most 10,000 characters in all');
  expect(JSON.stringify(metadata).length <= 1_000, 'small metadata');
  for (const block of [...list(blocks), ...attached]) checkBlock(record(block), expect);
  everyString(payload, (value, path) => {
    expect(value.isWellFormed(), `${path}: lone surrogate`);
    expect(!/[\p{Cc}\p{Cf}]/u.test(value.replaceAll('\n', '')), `${path}: invisible character`);
    expect(!/\b(undefined|NaN|null)\b|\[object/.test(value), `${path}: says ${value}`);
  });
  return wrong;
}

type Expect = (holds: boolean, what: string) => void;

const textual = ['rich_text_section', 'rich_text_preformatted'];

function checkBlock(block: Record<string, unknown>, expect: Expect): void {
  switch (block['type']) {
    case 'rich_text':
      for (const part of list(block['elements'])) {
        const runs = list(record(part)['elements']).map(record);
        expect(
          textual.includes(String(record(part)['type'])) && runs.length > 0,
          'rich text: sections with content',
        );
        for (const run of runs) checkRun(run, expect);
      }
      return;
    case 'section':
      checkText(record(block['text']), 3_000, expect);
      if (block['accessory'] !== undefined) checkElement(record(block['accessory']), expect);
      return;
    case 'context':
      expect(list(block['elements']).length >= 1 && list(block['elements']).length <= 10, 'context: 1–10');
      for (const one of list(block['elements'])) checkText(record(one), 3_000, expect);
      return;
    case 'actions':
      expect(list(block['elements']).length >= 1 && list(block['elements']).length <= 5, 'actions: 1–5');
      for (const one of list(block['elements'])) checkElement(record(one), expect);
      return;
    default:
      expect(false, `block of type ${String(block['type'])}`);
  }
}

function checkRun(run: Record<string, unknown>, expect: Expect): void {
  if (run['type'] === 'user') {
    expect(/^[UW][A-Z0-9]+$/.test(String(run['user_id'])), 'user id');
    return;
  }
  if (run['type'] === 'usergroup') {
    expect(/^S[A-Z0-9]+$/.test(String(run['usergroup_id'])), 'user group id');
    return;
  }
  expect(run['type'] === 'text' || run['type'] === 'link', `run of type ${String(run['type'])}`);
  expect(String(run['text']).length > 0, 'run: text is empty');
  if (run['type'] === 'link') {
    const url = String(run['url']);
    expect(url.length <= 3_000 && new URL(url).protocol === 'https:', 'link: https, at most 3,000');
  }
}

function checkText(text: Record<string, unknown>, max: number, expect: Expect): void {
  const value = String(text['text']);
  expect(value.length >= 1 && value.length <= max, `text: 1–${max}`);
  expect(text['type'] === 'plain_text' || text['verbatim'] === true, 'mrkdwn is verbatim');
}

function checkElement(element: Record<string, unknown>, expect: Expect): void {
  if (element['type'] === 'overflow') checkMenu(element, expect);
  else checkButton(element, expect);
}

/** Source: docs.slack.dev, "Overflow menu element": at most five entries, each of at most 75 and 150 characters. */
function checkMenu(menu: Record<string, unknown>, expect: Expect): void {
  const options = list(menu['options']).map(record);
  expect(options.length >= 1 && options.length <= 5, 'overflow: 1–5 options');
  for (const option of options) {
    checkText(record(option['text']), 75, expect);
    expect(String(option['value']).length <= 150, 'option value: 150');
  }
}

function checkButton(button: Record<string, unknown>, expect: Expect): void {
  checkText(record(button['text']), 75, expect);
  expect(String(button['action_id']).length <= 255, 'action_id: 255');
  expect(String(button['value']).length <= 2_000, 'value: 2,000');
}

function everyString(node: unknown, visit: (value: string, path: string) => void, path = ''): void {
  if (typeof node === 'string') visit(node, path);
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) everyString(value, visit, `${path}/${key}`);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Slack ids of everybody whom a message rings up, in the order of its blocks. */
export function calledBy(payload: unknown): string[] {
  const called: string[] = [];
  const walk = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      const { type, user_id, usergroup_id } = record(node);
      if (type === 'user' || type === 'usergroup') called.push(String(user_id ?? usergroup_id));
      Object.values(node).forEach(walk);
    }
  };
  walk(payload);
  return called;
}
