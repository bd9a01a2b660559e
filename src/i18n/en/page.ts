/** What the pager outside Slack says; read half asleep, so the first words are the ones that count. */
export const page = {
  trigger: (said: { severity: string; label: string; where: string; title: string }) =>
    `${said.severity} ${said.label} · ${said.where}: ${said.title}`,
  acknowledge: (label: string, title: string) => `Somebody has ${label} now: ${title}`,
  resolve: (label: string, title: string) => `${label} needs nobody any more: ${title}`,
};
