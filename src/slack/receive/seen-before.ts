/** As many events as a busy workspace sends while Slack still repeats one of them. */
const mostKept = 5_000;

/** True for what was asked about before; Slack sends an event again when its acknowledgement came too late. */
export function seenBefore(): (eventId: string) => boolean {
  const seen = new Set<string>();
  return (eventId) => {
    if (seen.has(eventId)) return true;
    if (seen.size >= mostKept) seen.clear();
    seen.add(eventId);
    return false;
  };
}
