/**
 * A rule file without the tests that it brings along: they are most of its text, and reading YAML takes its time. Empty
 * lines stand in their place, so that lines keep their numbers. Only what plainly is `yagura.tests` goes: a `tests:`
 * on a line of its own, indented by two, in block style; anything else stays.
 */
export function withoutTests(text: string): string {
  if (!text.includes('\n  tests:')) return text;
  let inTests = false;
  let inOurs = false;
  const lines = text.split('\n').map((line) => {
    if (/^[^\s#]/.test(line)) inOurs = /^yagura:\s*(#.*)?$/.test(line);
    if (inOurs && /^ {2}tests:\s*(#.*)?$/.test(line)) {
      inTests = true;
      // Perhaps the only key that there was.
      return '  tests: []';
    }
    // A list may stand at the depth of its own key.
    if (/^ {0,2}[^\s#-]/.test(line) || /^ ?[^\s]/.test(line)) inTests = false;
    return inTests ? '' : line;
  });
  return lines.join('\n');
}
