import { element, type Tree } from './tree.ts';

/** The short names that bots use most; an unknown one stays as it was written, as in Slack. */
const shortNames: Readonly<Record<string, string>> = {
  red_circle: '🔴',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
  large_blue_circle: '🔵',
  large_purple_circle: '🟣',
  large_brown_circle: '🟤',
  white_circle: '⚪',
  black_circle: '⚫',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  rotating_light: '🚨',
  ocean: '🌊',
  lock: '🔒',
  unlock: '🔓',
  key: '🔑',
  eyes: '👀',
  bell: '🔔',
  no_bell: '🔕',
  fire: '🔥',
  hourglass_flowing_sand: '⏳',
  alarm_clock: '⏰',
  calendar: '📅',
  mag: '🔍',
  link: '🔗',
  pushpin: '📌',
  memo: '📝',
  shield: '🛡️',
  hammer_and_wrench: '🛠️',
  bar_chart: '📊',
  chart_with_upwards_trend: '📈',
  robot_face: '🤖',
  tada: '🎉',
  wave: '👋',
  '+1': '👍',
  thumbsup: '👍',
  thinking_face: '🤔',
  information_source: 'ℹ️',
  question: '❓',
  arrow_right: '➡️',
  repeat: '🔁',
  test_tube: '🧪',
};

export function emojiNamed(name: string): string | undefined {
  return Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
}

/** Severity marks are painted by the style sheet, so that they look alike where no emoji font is installed. */
const painted: Readonly<Record<string, string>> = {
  '🔴': 'red',
  '🟠': 'orange',
  '🟡': 'yellow',
  '🟢': 'green',
  '🔵': 'blue',
  '🟣': 'purple',
  '🟤': 'brown',
  '⚪': 'white',
  '⚫': 'black',
};

/** Slack draws ⚠ as a picture even where no variation selector asks for one. */
const emojiPattern = /(\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\u26A0)/u;

/** Plain text with each emoji in a span of its own; `:short_names:` are replaced where `named` says so. */
export function withEmoji(text: string, named = true): Tree[] {
  const replaced = named
    ? text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiNamed(name) ?? whole)
    : text;
  return replaced
    .split(emojiPattern)
    .filter((part) => part !== '')
    .map((part) => (emojiPattern.test(part) ? emojiSpan(part) : part));
}

function emojiSpan(emoji: string): Tree {
  const colour = painted[emoji];
  return element('span', { class: colour === undefined ? 'emoji' : `emoji mark mark-${colour}` }, emoji);
}
