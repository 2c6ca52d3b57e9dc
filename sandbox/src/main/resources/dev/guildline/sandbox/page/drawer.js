// The drawer: what each message costs, and faults on demand.
import { get, post, remove } from './api.js';
import { byId, fill, h, refresh, toast } from './dom.js';

const FAULTS = {
  discord: [
    ['latency', 'Slow', 'Calls are held back for the time'],
    ['rateLimit', '429', 'Too many requests, retry after the time'],
    ['serverError', '503', 'Not processed, answered with an error'],
    ['answerLost', 'Answer lost', 'Processed, then the connection is cut'],
    ['refused', 'Refused', 'The connection is cut before processing'],
    ['gatewayDrop', 'Gateway drop', 'Cut now; the session can be resumed'],
    ['gatewayForget', 'Drop, no resume', 'Cut now; the session is forgotten'],
    ['gatewayReconnect', 'Ask to reconnect', 'Opcode 7, now'],
  ],
  twilio: [
    ['latency', 'Slow', 'Calls are held back for the time'],
    ['rateLimit', '429', 'Too many requests, retry after the time'],
    ['serverError', '503', 'Not processed, answered with an error'],
    ['answerLost', 'Answer lost', 'Processed, then the connection is cut'],
    ['refused', 'Refused', 'The connection is cut before processing'],
    ['hookLost', 'Webhook lost', 'The delivery never happens'],
    ['hookTwice', 'Webhook twice', 'The delivery happens twice'],
    ['hookLate', 'Webhook late', 'The delivery waits for the time'],
    ['hooksSwapped', 'Webhooks swapped', 'The delivery waits for the next one'],
  ],
};
const SIDES = { discord: 'Discord', twilio: 'Twilio', webhooks: 'Webhooks' };
const NOW = new Set(['gatewayDrop', 'gatewayForget', 'gatewayReconnect']);

export class Drawer {
  constructor() {
    this.open = false;
    this.since = null;
    this.toggle = byId('drawer-toggle');
    this.toggle.addEventListener('click', () => this.show(!this.open));
    const drawer = byId('drawer');
    drawer.addEventListener('keydown', (event) => event.key === 'Escape' && this.show(false));
    this.calls = h('select', { test: 'fault-calls' }, h('option', { value: 'messages' }, 'message posts only'), h('option', { value: 'all' }, 'every call'));
    this.times = h('input', { type: 'number', min: 0, max: 10000, value: '1', test: 'fault-times' });
    this.millis = h('input', { type: 'number', min: 1, max: 60000, step: 100, value: '2000', test: 'fault-millis' });
    this.costs = h('div', { class: 'costs' });
    this.set = h('ul', { class: 'faults-set', test: 'faults-set' });
    this.latest = h('ol', { class: 'latest', test: 'calls-latest' });
    this.places = h('dl', { class: 'places-list' });
    fill(
      drawer,
      h('header', {}, h('h2', {}, 'Faults and costs'), h('button', { type: 'button', class: 'link', test: 'drawer-close', 'aria-label': 'Close', on: { click: () => this.show(false) } }, '✕')),
      h(
        'section',
        {},
        h('h3', {}, 'Misbehave'),
        h('div', { class: 'fault-terms' }, h('label', {}, 'Hits', this.calls), h('label', {}, 'How often (0 = until cleared)', this.times), h('label', {}, 'Time in ms', this.millis)),
        ...Object.entries(FAULTS).map(([side, faults]) =>
          h('fieldset', {}, h('legend', {}, SIDES[side]), faults.map(([fault, label, hint]) => h('button', { type: 'button', class: `fault${NOW.has(fault) ? ' fault-now' : ''}`, title: hint, test: `fault-${side}-${fault}`, on: { click: () => this.add(side, fault) } }, label))),
        ),
        h('p', { class: 'set-head' }, h('strong', {}, 'Set so far'), h('button', { type: 'button', class: 'fault', test: 'faults-clear', on: { click: () => this.clear() } }, 'Clear all faults')),
        this.set,
      ),
      h('section', {}, h('p', { class: 'set-head' }, h('strong', {}, 'Calls'), h('button', { type: 'button', class: 'fault', test: 'calls-reset', on: { click: () => this.reset() } }, 'Count from now')), this.costs),
      h('section', {}, h('h3', {}, 'Latest calls'), this.latest),
      h('section', {}, h('h3', {}, 'Addresses'), this.places),
    );
  }

  show(open) {
    this.open = open;
    byId('drawer').hidden = !open;
    this.toggle.setAttribute('aria-expanded', String(open));
    if (open) {
      this.update().catch((refused) => toast(refused.message));
      byId('drawer').querySelector('[data-testid="drawer-close"]').focus();
    } else {
      this.toggle.focus();
    }
  }

  addresses(places) {
    const text = JSON.stringify(places);
    if (text === this.placesText) return;
    this.placesText = text;
    fill(this.places, h('dt', {}, 'Discord REST'), h('dd', {}, places.discordRest), h('dt', {}, 'Discord gateway'), h('dd', {}, places.discordGateway), h('dt', {}, 'Twilio'), h('dd', {}, places.twilio));
  }

  async add(side, fault) {
    try {
      const order = { side, fault, calls: this.calls.value, times: Number(this.times.value), millis: Number(this.millis.value) };
      this.drawSet(await post('/api/faults', order));
    } catch (refused) {
      toast(refused.message);
    }
  }

  async clear() {
    this.drawSet(await remove('/api/faults'));
  }

  drawSet({ set }) {
    const label = (entry) => FAULTS[entry.side].find(([name]) => name === entry.fault)[1];
    const often = (entry) => (NOW.has(entry.fault) ? 'now' : entry.times === 0 ? 'until cleared' : `${entry.times}×`);
    fill(this.set, set.length ? [...set].reverse().map((entry) => h('li', {}, `${SIDES[entry.side]}: ${label(entry)}, ${often(entry)}`)) : h('li', { class: 'dim' }, 'None. Everything behaves.'));
  }

  async reset() {
    this.since = await get('/api/calls');
    this.draw(this.since);
  }

  async update() {
    if (!this.open) return;
    this.draw(await get('/api/calls'));
    this.drawSet(await get('/api/faults'));
  }

  draw(calls) {
    const sections = Object.keys(SIDES).map((side) => {
      const before = new Map((this.since?.[side].each || []).map((row) => [row.what, row.count]));
      const each = calls[side].each.map((row) => ({ what: row.what, count: row.count - (before.get(row.what) || 0) })).filter((row) => row.count > 0);
      return { side, total: each.reduce((sum, row) => sum + row.count, 0), each };
    });
    refresh(this.costs, sections, (section) => section.side, (section) =>
      h('table', {}, h('caption', {}, SIDES[section.side], h('span', { test: `cost-${section.side}` }, String(section.total))), h('tbody', {}, section.each.map((row) => h('tr', {}, h('th', { scope: 'row' }, row.what), h('td', {}, String(row.count)))))),
    );
    refresh(this.latest, calls.latest.slice(0, 25).map((row, index) => ({ ...row, index })), (row) => `${row.at} ${row.what} ${row.index}`, (row) =>
      h('li', {}, h('time', {}, new Date(row.at).toLocaleTimeString()), h('span', { class: `side side-${row.side}` }, SIDES[row.side]), h('span', { class: 'what' }, row.what), h('span', { class: row.status >= 200 && row.status < 300 ? 'ok' : 'bad' }, row.status === 0 ? 'cut' : String(row.status))),
    );
  }
}
