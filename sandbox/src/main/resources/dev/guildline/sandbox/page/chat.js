// The Discord-like half: who you are, channels, messages.
import { get, patch, post, remove } from './api.js';
import { atEnd, avatar, byId, follows, h, keepAtEnd, refresh, stick, toast } from './dom.js';
import { messageItem } from './message.js';
import { Composer } from './composer.js';
import { ModalDialog } from './modal.js';

const LOCALES = [['en-US', 'English'], ['zh-TW', '繁體中文'], ['de', 'Deutsch'], ['fr', 'Français'], ['ja', '日本語'], ['es-ES', 'Español']];
const TOPICS = {
  announcements: 'News from the team. Only staff and the bot write here.',
  'bug-report': 'Something broken? Type / and tell us.',
  'feature-requests': 'An idea? Type / and tell us.',
  'customer-support': 'Need help? Type / and ask for it.',
};
const ANSWER_WITHIN_MILLIS = 3300;
const GROUP_WITHIN_MILLIS = 5 * 60 * 1000;

export class Chat {
  constructor() {
    this.world = null;
    this.player = null;
    this.channel = null;
    this.playerId = sessionStorage.getItem('player');
    this.channelId = null;
    this.commands = [];
    this.pending = new Map();
    this.failed = new Set();
    this.composer = new Composer(this);
    this.modal = new ModalDialog(this);
    keepAtEnd(byId('scroller'));
    byId('scroller').addEventListener('scroll', () => this.markRead());
    document.addEventListener('visibilitychange', () => this.markRead());
  }

  get base() {
    return `/api/players/${this.playerId}`;
  }

  get here() {
    return `${this.base}/channels/${this.channelId}`;
  }

  /** Loads what the flags say and draws it. */
  async update({ world, player, channel, commands }) {
    if (world || !this.world) {
      this.world = await get('/api/world');
      if (!this.world.players.some((known) => known.id === this.playerId)) this.playerId = this.world.players[0].id;
      this.drawRail();
    }
    if (player || !this.player) {
      this.player = await get(this.base);
      if (!this.player.channels.some((known) => known.id === this.channelId)) {
        const first = this.player.channels.find((known) => known.name === 'customer-support') || this.player.channels[0];
        this.channelId = first.id;
        channel = commands = true;
      }
      this.drawChannels();
      this.drawSelf();
      this.modal.show(this.player.modals[0]);
    }
    if (commands) this.commands = await get(`${this.here}/commands`);
    if (channel || commands || !this.channel) {
      const shown = `${this.playerId}/${this.channelId}`;
      const loaded = await get(this.here);
      if (shown !== `${this.playerId}/${this.channelId}`) return;
      this.channel = loaded;
      this.drawChannel();
      this.composer.draw();
    }
  }

  async choosePlayer(id) {
    if (id === this.playerId) return;
    const before = this.player.channels.find((known) => known.id === this.channelId);
    this.playerId = id;
    sessionStorage.setItem('player', id);
    this.player = await get(this.base);
    const same = this.player.channels.find((known) => known.kind === before.kind && (known.id === before.id || known.kind === 'dm'));
    this.channelId = (same || this.player.channels[0]).id;
    this.leaveChannel();
    await this.update({ world: true, player: true, channel: true, commands: true });
  }

  async chooseChannel(id) {
    if (id === this.channelId) return;
    this.channelId = id;
    this.leaveChannel();
    await this.update({ player: true, channel: true, commands: true });
    this.composer.focus();
  }

  leaveChannel() {
    this.channel = null;
    this.shown = null;
    this.failed.clear();
    this.composer.reset();
  }

  get names() {
    const people = new Map(this.world.players.map((known) => [known.id, known.name]));
    people.set(this.world.bot.id, this.world.bot.name);
    return { people, channels: new Map(this.player.channels.map((known) => [known.id, known.name])), self: this.playerId };
  }

  drawRail() {
    refresh(
      byId('rail'),
      this.world.players,
      (player) => player.id,
      (player) =>
        h(
          'button',
          {
            type: 'button',
            class: 'rail-player',
            test: `player-${player.username}`,
            title: `${player.name}, ${player.locale}${player.staff ? ', staff' : ''}`,
            'aria-label': `Be ${player.name}${player.unread ? `, ${player.unread} unread` : ''}`,
            'aria-pressed': String(player.id === this.playerId),
            on: { click: () => this.attempt(() => this.choosePlayer(player.id)) },
          },
          avatar(player.name),
          h('span', { class: 'rail-locale', 'aria-hidden': 'true' }, player.staff ? 'staff' : player.locale.slice(0, 2)),
          player.unread > 0 && player.id !== this.playerId && h('span', { class: 'unread', 'aria-hidden': 'true', test: `player-unread-${player.username}` }, player.unread > 99 ? '99+' : player.unread),
        ),
      () => this.playerId,
    );
    byId('server-name').textContent = this.world.server.name;
  }

  drawChannels() {
    const groups = [
      ['Text channels', this.player.channels.filter((channel) => channel.kind !== 'dm')],
      ['Direct messages', this.player.channels.filter((channel) => channel.kind === 'dm')],
    ];
    refresh(
      byId('channels'),
      groups,
      ([name]) => name,
      ([name, channels]) => {
        const list = h('ul');
        refresh(list, channels, (channel) => channel.id, (channel) => this.channelItem(channel), () => this.channelId);
        return h('div', { class: 'channel-group' }, h('h3', {}, name), list);
      },
      () => this.channelId,
    );
  }

  channelItem(channel) {
    const dm = channel.kind === 'dm';
    const name = dm ? this.world.bot.name : channel.name;
    const test = dm ? 'dm' : channel.name;
    const current = channel.id === this.channelId;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: `channel${current ? ' is-current' : ''}${channel.unread && !current ? ' is-unread' : ''}${channel.kind === 'thread' ? ' is-thread' : ''}`,
          test: `channel-${test}`,
          'aria-current': current ? 'true' : null,
          on: { click: () => this.attempt(() => this.chooseChannel(channel.id)) },
        },
        dm ? avatar(name, true) : h('span', { class: 'hash', 'aria-hidden': 'true' }, channel.kind === 'announcement' ? '📣' : channel.kind === 'thread' ? '↳' : '#'),
        h('span', { class: 'channel-name' }, name),
        channel.unread > 0 && !current && h('span', { class: 'unread', test: `unread-${test}`, 'aria-label': `${channel.unread} unread` }, channel.unread > 99 ? '99+' : channel.unread),
      ),
    );
  }

  drawSelf() {
    const player = this.player;
    const known = LOCALES.some(([code]) => code === player.locale) ? LOCALES : [[player.locale, player.locale], ...LOCALES];
    refresh(byId('self'), [{ id: player.id, name: player.name, username: player.username, locale: player.locale, acceptsDms: player.acceptsDms }], (self) => self.id, () =>
      h(
        'div',
        { class: 'self-card' },
        h('div', { class: 'self-name' }, avatar(player.name), h('div', {}, h('strong', { test: 'self-name' }, player.name), h('small', {}, player.username))),
        h(
          'div',
          { class: 'self-settings' },
          h('label', {}, h('span', {}, 'Language'), h('select', { test: 'player-locale', on: { change: (event) => this.attempt(() => patch(this.base, { locale: event.target.value })) } }, known.map(([code, name]) => h('option', { value: code, selected: code === player.locale }, name)))),
          h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: player.acceptsDms, test: 'player-dms', on: { change: (event) => this.attempt(() => patch(this.base, { acceptsDms: event.target.checked })) } }), h('span', {}, 'DMs open')),
        ),
      ),
    );
  }

  drawChannel() {
    const channel = this.channel;
    const dm = channel.kind === 'dm';
    byId('channel-title').textContent = dm ? `@ ${this.world.bot.name}` : `# ${channel.name}`;
    byId('channel-topic').textContent = dm ? `Private talk of ${this.player.name} with the bot` : TOPICS[channel.name] || '';
    const scroller = byId('scroller');
    const fresh = this.shown !== channel.id;
    const end = fresh || follows(scroller);
    this.shown = channel.id;
    const list = byId('messages');
    if (fresh) {
      list.setAttribute('aria-live', 'off');
      list.replaceChildren();
    }
    const context = this.messageContext();
    const previous = new Map();
    channel.messages.forEach((message, index) => previous.set(message.id, channel.messages[index - 1]));
    refresh(
      list,
      [...channel.messages, ...this.notices()],
      (message) => message.id,
      (message) => (message.notice ? this.noticeItem(message) : messageItem(message, grouped(message, previous.get(message.id)), context)),
      (message) => (message.notice ? '' : [grouped(message, previous.get(message.id)), context.mark(message)].join()),
    );
    if (channel.messages.length === 0 && this.notices().length === 0) list.replaceChildren(this.emptyItem(dm));
    if (end) stick(scroller);
    if (fresh) requestAnimationFrame(() => list.setAttribute('aria-live', 'polite'));
    const typing = channel.typing.map((name) => (name === 'bot' ? this.world.bot.name : name));
    const said = typing.length ? `${typing.join(', ')} ${typing.length > 1 ? 'are' : 'is'} typing…` : '';
    if (byId('typing').textContent !== said) byId('typing').textContent = said;
    this.markRead();
  }

  emptyItem(dm) {
    return h(
      'li',
      { class: 'empty', data: { key: 'empty' }, test: 'messages-empty' },
      h('p', { class: 'empty-sign', 'aria-hidden': 'true' }, dm ? '✉' : '#'),
      h('p', { class: 'empty-title' }, dm ? 'The start of your talk with the bot' : `Welcome to #${this.channel.name}`),
      h('p', {}, dm ? 'Write something, or use the help command in #customer-support first.' : TOPICS[this.channel.name] || 'Nobody has written here yet.'),
    );
  }

  /** Commands that wait for the bot or were not answered: shown to this player only, below the messages. */
  notices() {
    return [...this.pending.values()].filter((waiting) => waiting.channel === this.channelId && waiting.player === this.playerId && !waiting.message).map((waiting) => ({ id: `notice-${waiting.id}`, notice: true, label: waiting.label, failed: waiting.failed, key: waiting.id }));
  }

  noticeItem(notice) {
    return h(
      'li',
      { class: `notice${notice.failed ? ' notice-failed' : ''}`, test: 'command-notice', data: { failed: String(Boolean(notice.failed)) } },
      h('span', { class: 'mention' }, notice.label),
      notice.failed ? ' The application did not respond.' : ' sending…',
      notice.failed && h('button', { type: 'button', class: 'link', test: 'notice-dismiss', on: { click: () => { this.pending.delete(notice.key); this.drawChannel(); } } }, 'Dismiss'),
    );
  }

  messageContext() {
    const busy = (messageId, customId) => [...this.pending.values()].some((waiting) => waiting.message === messageId && waiting.customId === customId && !waiting.failed);
    return {
      names: this.names,
      mayWrite: this.channel.mayWrite,
      messageCommands: this.commands.filter((command) => command.type === 3),
      busy,
      failed: (id) => this.failed.has(id),
      mark: (message) => [...this.pending.values()].filter((waiting) => waiting.message === message.id).map((waiting) => waiting.customId) + this.failed.has(message.id) + this.channel.mayWrite + this.commands.length,
      candidates: (type) => (type === 8 ? this.player.channels.filter((known) => known.kind !== 'dm').map((known) => ({ label: `#${known.name}`, value: known.id })) : this.world.players.map((known) => ({ label: known.name, value: known.id }))),
      click: (message, button) => this.interact(() => post(`${this.base}/messages/${message.id}/click`, { button: button.customId }), { message: message.id, customId: button.customId }),
      choose: (message, menu, values) => this.interact(() => post(`${this.base}/messages/${message.id}/select`, { menu: menu.customId, values }), { message: message.id, customId: menu.customId }),
      apps: (message, command) => this.interact(() => post(`${this.base}/messages/${message.id}/command`, { command: command.name }), { label: command.shownName }),
      reply: (message) => this.composer.replyTo(message),
      edit: (message) => this.composer.edit(message),
      remove: (message) => this.attempt(() => remove(`${this.base}/messages/${message.id}`)),
    };
  }

  /** Sends something the bot has to answer, and follows it until it was or the time is over. */
  async interact(send, about) {
    return this.attempt(async () => {
      if (about.message) this.failed.delete(about.message);
      const { interaction } = await send();
      this.pending.set(interaction, { id: interaction, player: this.playerId, channel: this.channelId, ...about });
      if (this.channel) this.drawChannel();
      setTimeout(() => this.follow(interaction), ANSWER_WITHIN_MILLIS);
      await this.follow(interaction);
      return true;
    });
  }

  async follow(id) {
    const waiting = this.pending.get(id);
    if (!waiting || waiting.failed) return;
    const { state } = await get(`/api/players/${waiting.player}/interactions/${id}`);
    if (state === 'WAITING') return;
    if (state === 'FAILED') {
      waiting.failed = true;
      if (waiting.message) {
        this.failed.add(waiting.message);
        this.pending.delete(id);
      }
    } else {
      this.pending.delete(id);
    }
    if (this.channel && waiting.channel === this.channelId) this.drawChannel();
  }

  async followAll() {
    for (const id of [...this.pending.keys()]) await this.follow(id);
  }

  markRead() {
    const channel = this.channel;
    if (!channel || document.visibilityState !== 'visible' || !atEnd(byId('scroller'))) return;
    const last = channel.messages[channel.messages.length - 1];
    const listed = this.player.channels.find((known) => known.id === channel.id);
    if (!last || !listed || (last.id === this.readUpTo && listed.unread === 0)) return;
    this.readUpTo = last.id;
    post(`${this.base}/channels/${channel.id}/read`, { message: last.id }).catch(() => {});
  }

  /** Runs an action; what is refused is shown. */
  async attempt(action) {
    try {
      return await action();
    } catch (refused) {
      toast(refused.message);
      return undefined;
    }
  }
}

function grouped(message, previous) {
  return Boolean(previous) && !message.reply && !message.command && previous.author.id === message.author.id && !previous.ephemeral && !message.ephemeral && new Date(message.sentAt) - new Date(previous.sentAt) < GROUP_WITHIN_MILLIS;
}
