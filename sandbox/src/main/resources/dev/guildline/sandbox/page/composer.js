// Writing: text, files, replies, edits, and slash commands with their options.
import { patch, post, upload } from './api.js';
import { avatar, byId, bytes, fill, h, toast } from './dom.js';

const TYPING_EVERY_MILLIS = 8000;
const SUGGEST_AFTER_MILLIS = 150;

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.reset();
  }

  reset() {
    this.replying = null;
    this.editing = null;
    this.files = [];
    this.command = null;
    this.picked = 0;
    this.drawn = null;
  }

  focus() {
    // What is written comes first, although the field for files stands before it.
    const area = byId('composer-area');
    const field = area.querySelector('#composer') ?? area.querySelector('input, select, button');
    field?.focus();
    // After a form has closed, Chromium keeps the caret there, and the field in focus takes no text.
    if (field === this.input) field.setSelectionRange(field.value.length, field.value.length);
  }

  /** Draws the area when what it is for has changed; what is being typed stays. */
  draw() {
    const { channel } = this.chat;
    const state = JSON.stringify([channel.id, channel.mayWrite, this.chat.playerId, this.command?.path, this.replying?.id, this.editing?.id, this.files.map((file) => file.name)]);
    if (state === this.drawn) return;
    const text = this.input && this.input.isConnected ? this.input.value : '';
    this.drawn = state;
    if (!channel.mayWrite) {
      fill(byId('composer-area'), h('p', { class: 'composer-closed', id: 'composer', tabindex: '-1', test: 'composer-closed' }, 'Only staff and the bot write in this channel.'));
    } else if (this.command) {
      this.drawCommand();
    } else {
      this.drawText(text);
    }
  }

  drawText(text) {
    const channel = this.chat.channel;
    const name = channel.kind === 'dm' ? this.chat.world.bot.name : `#${channel.name}`;
    this.picker = h('ul', { class: 'picker', id: 'command-picker', role: 'listbox', 'aria-label': 'Commands', test: 'command-picker', hidden: true });
    this.input = h('textarea', {
      id: 'composer',
      rows: 1,
      maxlength: 2000,
      placeholder: `Message ${name}`,
      'aria-label': `Message ${name}. Type a slash for commands.`,
      'aria-autocomplete': 'list',
      'aria-controls': 'command-picker',
      test: 'composer',
      on: { input: () => this.typed(), keydown: (event) => this.keyed(event) },
    });
    this.input.value = text;
    const attach = h('input', { type: 'file', multiple: true, test: 'composer-attach', 'aria-label': 'Attach files', on: { change: () => this.attach(attach) } });
    fill(
      byId('composer-area'),
      this.replying && this.bar('reply', `Replying to ${this.replying.author.name}`),
      this.editing && this.bar('edit', 'Editing a message: Enter saves, Escape cancels'),
      this.files.length > 0 && h('ul', { class: 'picked-files' }, this.files.map((file, index) => h('li', {}, `${file.name} (${bytes(file.size)})`, h('button', { type: 'button', class: 'link', test: 'attachment-remove', 'aria-label': `Remove ${file.name}`, on: { click: () => { this.files.splice(index, 1); this.draw(); } } }, '✕')))),
      this.picker,
      h(
        'div',
        { class: 'composer' },
        !this.editing && !this.replying && h('label', { class: 'attach', title: 'Attach files' }, h('span', { 'aria-hidden': 'true' }, '＋'), attach),
        this.input,
        h('button', { type: 'button', class: 'send', test: 'composer-send', 'aria-label': 'Send', on: { click: () => this.send() } }, '➤'),
      ),
    );
    this.grow();
    this.suggestCommands();
  }

  bar(kind, text) {
    return h('p', { class: 'composer-bar', test: `${kind}-bar` }, text, h('button', { type: 'button', class: 'link', test: `${kind}-cancel`, 'aria-label': 'Cancel', on: { click: () => this.cancel() } }, '✕'));
  }

  cancel() {
    if (this.editing) this.input.value = '';
    this.replying = this.editing = null;
    this.draw();
    this.input.focus();
  }

  replyTo(message) {
    this.command = null;
    this.editing = null;
    this.replying = message;
    this.files = [];
    this.draw();
    this.input.focus();
  }

  edit(message) {
    this.command = null;
    this.replying = null;
    this.files = [];
    this.editing = message;
    this.draw();
    this.input.value = message.content;
    this.grow();
    this.input.focus();
  }

  attach(field) {
    for (const file of field.files) {
      if (file.size > 8 * 1024 * 1024) toast(`${file.name} is larger than 8 MiB.`);
      else this.files.push(file);
    }
    this.draw();
    this.input.focus();
  }

  grow() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`;
  }

  typed() {
    this.grow();
    this.picked = 0;
    this.suggestCommands();
    const now = Date.now();
    if (this.input.value.trim() && !this.input.value.startsWith('/') && now - (this.typedAt || 0) > TYPING_EVERY_MILLIS) {
      this.typedAt = now;
      post(`${this.chat.here}/typing`).catch(() => {});
    }
  }

  /** The commands that fit what was typed, subcommands spelled out. */
  matching() {
    const value = this.input.value;
    if (!value.startsWith('/') || value.includes('\n') || this.editing) return [];
    const wanted = value.slice(1).toLowerCase();
    return spelledOut(this.chat.commands).filter((command) => command.path.startsWith(wanted) || command.shownPath.toLowerCase().startsWith(wanted));
  }

  suggestCommands() {
    const offered = this.matching();
    this.offered = offered;
    this.picker.hidden = offered.length === 0 && this.input.value !== '/';
    this.input.setAttribute('aria-expanded', String(!this.picker.hidden));
    if (offered.length === 0) {
      fill(this.picker, h('li', { class: 'picker-empty' }, 'The bot has no commands here yet.'));
      this.input.removeAttribute('aria-activedescendant');
      return;
    }
    this.picked = Math.min(this.picked, offered.length - 1);
    fill(
      this.picker,
      offered.map((command, index) =>
        h(
          'li',
          { id: `command-${index}`, role: 'option', class: 'picker-item', 'aria-selected': String(index === this.picked), test: `command-${command.path.replaceAll(' ', '-')}`, on: { mousedown: (event) => event.preventDefault(), click: () => this.choose(command) } },
          avatar(this.chat.world.bot.name, true),
          h('span', { class: 'picker-main' }, h('strong', {}, `/${command.shownPath}`), h('span', { class: 'picker-options' }, command.options.map((option) => h('code', { class: option.required ? 'required' : '' }, option.shownName))), h('small', {}, command.description)),
        ),
      ),
    );
    this.input.setAttribute('aria-activedescendant', `command-${this.picked}`);
    this.picker.children[this.picked].scrollIntoView({ block: 'nearest' });
  }

  keyed(event) {
    if (event.isComposing) return;
    const open = !this.picker.hidden && this.offered.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : this.offered.length - 1;
      this.picked = (this.picked + step) % this.offered.length;
      this.suggestCommands();
      event.preventDefault();
    } else if (open && (event.key === 'Enter' || event.key === 'Tab')) {
      this.choose(this.offered[this.picked]);
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape') {
      if (!this.picker.hidden) this.picker.hidden = true;
      else if (this.replying || this.editing) this.cancel();
    } else if (event.key === 'ArrowUp' && this.input.value === '' && !this.replying) {
      const mine = this.chat.channel.messages.filter((message) => message.mine && message.content);
      if (mine.length) {
        event.preventDefault();
        this.edit(mine[mine.length - 1]);
      }
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (this.sending || (!text && this.files.length === 0)) return;
    this.sending = true;
    const sent = await this.chat.attempt(async () => {
      if (this.editing) {
        await patch(`${this.chat.base}/messages/${this.editing.id}`, { text });
      } else {
        const files = [];
        for (const file of this.files) files.push(await upload(file));
        const body = { text, files };
        if (this.replying) body.replyTo = this.replying.id;
        await post(`${this.chat.here}/messages`, body);
      }
      return true;
    });
    this.sending = false;
    if (!sent) return;
    this.typedAt = 0;
    this.input.value = '';
    this.replying = this.editing = null;
    this.files = [];
    this.drawn = null;
    this.draw();
    this.input.focus();
    this.chat.failed.clear();
  }

  choose(command) {
    this.command = command;
    this.input.value = '';
    this.draw();
    byId('composer-area').querySelector('[data-first]').focus();
  }

  drawCommand() {
    const command = this.command;
    const fields = command.options.map((option) => this.optionField(option));
    const send = h('button', { type: 'submit', class: 'button button-primary', test: 'command-send' }, 'Send');
    const form = h(
      'form',
      {
        class: 'command-form',
        test: 'command-form',
        'aria-label': `/${command.shownPath}`,
        on: {
          submit: (event) => {
            event.preventDefault();
            this.sendCommand(fields);
          },
          keydown: (event) => {
            if (event.key === 'Escape' && !event.defaultPrevented) this.leaveCommand();
          },
        },
      },
      h('p', { class: 'command-head' }, h('strong', {}, `/${command.shownPath}`), h('span', {}, command.description)),
      h('div', { class: 'command-fields' }, fields.map((field) => field.element)),
      h('div', { class: 'command-buttons' }, h('button', { type: 'button', class: 'button button-secondary', test: 'command-cancel', on: { click: () => this.leaveCommand() } }, 'Cancel'), send),
    );
    (form.querySelector('.command-fields input, .command-fields select') || send).dataset.first = '';
    fill(byId('composer-area'), form);
  }

  leaveCommand() {
    this.command = null;
    this.draw();
    this.input.focus();
  }

  /** An option: its element, and `read`, which gives the value, undefined where none was given. */
  optionField(option) {
    const attributes = { test: `option-${option.name}`, required: option.required };
    let control;
    let read = () => control.value || undefined;
    const select = (choices) => h('select', attributes, h('option', { value: '' }, '—'), choices.map(([value, name]) => h('option', { value }, name)));
    if (option.choices.length) {
      control = select(option.choices.map((choice) => [choice.value, choice.name]));
      if (option.type !== 3) read = () => (control.value ? Number(control.value) : undefined);
    } else if (option.type === 5) {
      control = select([['true', 'Yes'], ['false', 'No']]);
      read = () => (control.value ? control.value === 'true' : undefined);
    } else if (option.type === 6) {
      control = select(this.chat.world.players.map((player) => [player.id, player.name]));
    } else if (option.type === 7) {
      control = select(this.chat.player.channels.filter((channel) => channel.kind !== 'dm').map((channel) => [channel.id, `#${channel.name}`]));
    } else if (option.type === 11) {
      control = h('input', { type: 'file', ...attributes });
      read = () => (control.files[0] ? upload(control.files[0]) : undefined);
    } else if (option.type === 4 || option.type === 10) {
      control = h('input', { type: 'number', step: option.type === 4 ? 1 : 'any', ...attributes });
      read = () => (control.value === '' ? undefined : Number(control.value));
    } else {
      control = h('input', { type: 'text', autocomplete: 'off', maxlength: option.maxLength, ...attributes });
    }
    const list = option.autocomplete ? this.suggestions(option, control) : null;
    if (list) read = () => (control.value ? control.dataset.chosen || control.value : undefined);
    const element = h('label', { class: 'field' }, h('span', { class: 'field-name' }, option.shownName, option.required ? '' : h('small', {}, ' optional')), h('small', { class: 'field-hint' }, option.description), control, list);
    return { option, element, read };
  }

  /** The list under an option whose values the bot suggests. */
  suggestions(option, control) {
    const list = h('ul', { class: 'suggestions', role: 'listbox', 'aria-label': `Suggestions for ${option.shownName}`, test: `suggestions-${option.name}`, hidden: true });
    let timer;
    const take = (choice) => {
      control.value = choice.name;
      control.dataset.chosen = choice.value;
      list.hidden = true;
      control.focus();
    };
    const ask = async () => {
      const typed = control.value;
      const answer = await post(`${this.chat.here}/suggestions`, { command: this.command.path, option: option.name, typed, options: {} }).catch(() => null);
      if (!answer || control.value !== typed || !control.isConnected) return;
      fill(list, answer.choices.map((choice, index) => h('li', { role: 'option', class: 'suggestion', 'aria-selected': 'false', test: `suggestion-${index}`, on: { mousedown: (event) => event.preventDefault(), click: (event) => { event.preventDefault(); take(choice); } } }, choice.name)));
      list.choices = answer.choices;
      list.hidden = answer.choices.length === 0;
    };
    const mark = (at) => [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === at)));
    control.addEventListener('input', () => {
      delete control.dataset.chosen;
      clearTimeout(timer);
      timer = setTimeout(ask, SUGGEST_AFTER_MILLIS);
    });
    control.addEventListener('focus', () => control.dataset.chosen || ask());
    control.addEventListener('blur', () => setTimeout(() => (list.hidden = true), 100));
    control.addEventListener('keydown', (event) => {
      if (list.hidden || !list.choices) return;
      const at = [...list.children].findIndex((item) => item.getAttribute('aria-selected') === 'true');
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        mark((at + (event.key === 'ArrowDown' ? 1 : list.children.length - (at < 0 ? 0 : 1))) % list.children.length);
        event.preventDefault();
      } else if (event.key === 'Enter' && at >= 0) {
        take(list.choices[at]);
        event.preventDefault();
      } else if (event.key === 'Escape') {
        list.hidden = true;
        event.preventDefault();
      }
    });
    return list;
  }

  async sendCommand(fields) {
    const command = this.command;
    const sent = await this.chat.interact(
      async () => {
        const options = {};
        for (const field of fields) {
          const value = await field.read();
          if (value !== undefined) options[field.option.name] = value;
        }
        return post(`${this.chat.here}/commands`, { command: command.path, options });
      },
      { label: `/${command.shownPath}` },
    );
    if (sent && this.command === command) this.leaveCommand();
  }
}

/** Slash commands with their subcommands, each as what is to be sent. */
function spelledOut(commands) {
  const found = [];
  const walk = (node, path, shownPath) => {
    const inner = node.options.filter((option) => option.type <= 2);
    if (inner.length === 0) found.push({ path, shownPath, description: node.description, options: [...node.options].sort((a, b) => Number(b.required) - Number(a.required)) });
    for (const sub of inner) walk(sub, `${path} ${sub.name}`, `${shownPath} ${sub.shownName}`);
  };
  for (const command of commands.filter((known) => known.type === 1)) walk(command, command.name, command.shownName);
  return found;
}
