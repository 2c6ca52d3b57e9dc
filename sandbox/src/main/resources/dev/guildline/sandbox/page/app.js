// Starts the page and keeps it up to date: the server says what changed, the halves fetch and redraw that.
import { get, listen } from './api.js';
import { Chat } from './chat.js';
import { Desk } from './desk.js';
import { Drawer } from './drawer.js';
import { byId, toast } from './dom.js';

const GATHER_MILLIS = 40;
const TYPING_ENDS_MILLIS = 10_200;

const chat = new Chat();
const desk = new Desk();
const drawer = new Drawer();

let waiting = {};
let running = false;
let timer = null;

/** Asks for a redraw of the named things; several requests within a moment become one. */
function ask(what) {
  for (const [name, wanted] of Object.entries(what)) if (wanted) waiting[name] = true;
  if (!timer && !running) timer = setTimeout(run, GATHER_MILLIS);
}

async function run() {
  timer = null;
  running = true;
  const now = waiting;
  waiting = {};
  try {
    await chat.update(now);
    if (now.interactions) await chat.followAll();
    await desk.update({ ...now, world: chat.world });
    if (now.calls) await drawer.update();
    showState();
  } catch (failure) {
    showState(failure);
  }
  running = false;
  if (Object.keys(waiting).length && !timer) timer = setTimeout(run, GATHER_MILLIS);
}

const EVERYTHING = { world: true, player: true, channel: true, commands: true, agent: true, task: true, calls: true, interactions: true };

function changed(change) {
  if (change.side === 'twilio') {
    ask({ world: change.kind !== 'MESSAGE', agent: true, task: true });
    return;
  }
  const here = !change.channel || change.channel === chat.channelId;
  const others = change.player && change.player !== chat.playerId;
  switch (change.kind) {
    case 'MESSAGE_CREATED':
    case 'MESSAGE_EDITED':
    case 'MESSAGE_DELETED':
      ask({ world: true, player: !others, channel: here && !others });
      break;
    case 'TYPING':
      ask({ channel: here });
      if (here) setTimeout(() => ask({ channel: true }), TYPING_ENDS_MILLIS);
      break;
    case 'MODAL_OPENED':
      ask({ player: !others, interactions: true });
      break;
    case 'INTERACTION':
      ask({ player: !others, interactions: true });
      break;
    case 'COMMANDS':
      ask({ commands: true });
      break;
    case 'READ':
      ask({ world: true, player: !others });
      break;
    case 'GATEWAY':
      ask({ world: true });
      break;
    default:
      ask({ world: true, player: true, channel: true, commands: true });
  }
}

function showCounts(counts) {
  for (const side of ['discord', 'twilio', 'webhooks']) {
    const field = byId(`count-${side}`);
    if (field.textContent !== String(counts[side])) field.textContent = counts[side];
  }
}

function showState(failure) {
  const pill = byId('bot-state');
  const sessions = chat.world?.bot.sessions || 0;
  const state = failure ? ['off', 'page not connected'] : sessions > 0 ? ['on', 'bot connected'] : ['idle', 'no bot connected'];
  if (pill.dataset.state !== state[0]) {
    pill.dataset.state = state[0];
    pill.textContent = state[1];
  }
  if (!chat.world) return;
  byId('title').textContent = chat.world.title;
  document.title = `${chat.world.title} sandbox`;
  drawer.addresses(chat.world.addresses);
}

listen(
  changed,
  (counts) => {
    showCounts(counts);
    if (drawer.open) ask({ calls: true });
  },
  async () => {
    ask(EVERYTHING);
    const calls = await get('/api/calls').catch(() => null);
    if (calls) showCounts({ discord: calls.discord.count, twilio: calls.twilio.count, webhooks: calls.webhooks.count });
  },
  () => showState(true),
);

window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  toast(String(event.reason?.message || event.reason));
});
