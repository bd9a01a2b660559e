/** The simulator's own HTTP API; every failure is an Error whose message a person can read. */

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return answer(
    await fetch(query === '' ? path : `${path}?${query}`, { headers: { accept: 'application/json' } }),
  );
}

export async function post(path, body) {
  return answer(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The simulator answered ${response.status}`);
  return body;
}

const pollEvery = 2000;
/** Milliseconds between two drawings while changes keep coming. */
const breath = 200;

/**
 * Calls `changed` with the server's own words about each change, `{ kind, how, channel, ts, user, … }`, as they come
 * by Server-Sent Events; and, while those are down, with nothing, every two seconds. What comes while one drawing is
 * going on is folded into the next.
 *
 * @param changed never rejects
 */
export function watch(changed) {
  let waiting = [];
  let running = false;
  const run = async () => {
    if (running) return;
    running = true;
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      await changed(changes.includes(undefined) ? undefined : changes);
      await new Promise((resolve) => setTimeout(resolve, breath));
    }
    running = false;
  };
  const push = (change) => {
    waiting.push(change);
    return run();
  };
  const events = new EventSource('/api/events');
  events.onmessage = ({ data }) => push(JSON.parse(data));
  setInterval(() => events.readyState !== EventSource.OPEN && push(undefined), pollEvery);
  return push(undefined);
}
