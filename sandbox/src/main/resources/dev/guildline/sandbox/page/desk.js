// The Flex-like half: tasks, the talk with the customer, who they are.
import { get, patch, post, remove, upload } from './api.js';
import { avatar, byId, bytes, clock, fill, follows, h, keepAtEnd, refresh, stick, toast } from './dom.js';

const GROUPS = [
  ['OFFERED', 'Incoming'],
  ['ACCEPTED', 'Your chats'],
  ['WRAPPING', 'Wrapping up'],
  ['COMPLETED', 'Done'],
];
const WHO = { customer: 'Customer', bot: 'Virtual agent', agent: 'Agent', system: 'System' };
const FACTS = [
  ['case', 'Case', ['caseNumber', 'case_number']],
  ['subject', 'Subject', ['subject']],
  ['reason', 'Hand-off', ['handoffReason', 'reason']],
  ['priority', 'Priority', ['casePriority']],
];
const PERSON = [
  ['locale', 'Language', ['locale', 'pre_engagement_data.locale', 'customerLocale']],
  ['customer-id', 'Customer id', ['discordUserId', 'customerId', 'customers.external_id', 'customerAddress']],
  ['channel', 'Channel', ['sourceChannel', 'channelType']],
];

export class Desk {
  constructor() {
    this.world = null;
    this.agent = null;
    this.agentId = sessionStorage.getItem('agent');
    this.taskId = null;
    this.talk = null;
    this.drafts = new Map();
    this.seen = new Map();
    keepAtEnd(byId('desk-scroller'));
  }

  get base() {
    return `/api/agents/${this.agentId}`;
  }

  get here() {
    return `${this.base}/tasks/${this.taskId}`;
  }

  async update({ world, agent, task }) {
    this.world = world;
    if (!world) return;
    if (!world.agents.some((known) => known.id === this.agentId)) this.agentId = world.agents[0].id;
    this.drawAgents();
    if (agent || !this.agent) {
      this.agent = await get(this.base);
      const known = this.agent.tasks.find((listed) => listed.id === this.taskId);
      if (!known || known.status === 'GONE') {
        const next = this.agent.tasks.filter((listed) => listed.status === 'ACCEPTED' || listed.status === 'WRAPPING').pop();
        this.taskId = next ? next.id : null;
        task = true;
      }
      this.drawAvailability();
      this.drawTasks();
    }
    if (task || !this.drawnOnce) {
      this.drawnOnce = true;
      const wanted = this.taskId;
      const talk = wanted ? await get(this.here) : null;
      if (wanted !== this.taskId) return;
      this.talk = talk;
      this.drawTalk();
    }
  }

  async attempt(action) {
    try {
      return await action();
    } catch (refused) {
      toast(refused.message);
      return undefined;
    }
  }

  async chooseAgent(id) {
    if (id === this.agentId) return;
    this.agentId = id;
    sessionStorage.setItem('agent', id);
    this.agent = this.talk = this.taskId = null;
    await this.update({ world: this.world, agent: true, task: true });
  }

  async chooseTask(id) {
    this.taskId = id;
    await this.update({ world: this.world, agent: true, task: true });
    byId('desk-composer-area').querySelector('textarea')?.focus();
  }

  /** Presses one of the task's buttons. */
  act(task, verb, body) {
    return this.attempt(async () => {
      const done = await post(`${this.base}/tasks/${task}/${verb}`, body);
      if (verb === 'accept') this.taskId = done.id;
      await this.update({ world: this.world, agent: true, task: true });
      if (verb === 'accept') byId('desk-composer-area').querySelector('textarea')?.focus();
    });
  }

  drawAgents() {
    refresh(
      byId('agents'),
      this.world.agents,
      (agent) => agent.id,
      (agent) =>
        h(
          'button',
          { type: 'button', class: 'agent-tab', test: `agent-${agent.name.split('@')[0]}`, 'aria-pressed': String(agent.id === this.agentId), title: agent.name, on: { click: () => this.attempt(() => this.chooseAgent(agent.id)) } },
          h('span', { class: agent.available ? 'dot dot-on' : 'dot', 'aria-hidden': 'true' }),
          agent.fullName,
          agent.offered > 0 && h('span', { class: 'count', 'aria-label': `${agent.offered} incoming` }, agent.offered),
        ),
      () => this.agentId,
    );
  }

  drawAvailability() {
    const agent = this.agent;
    refresh(byId('availability'), [{ id: agent.id, available: agent.available }], () => 'availability', () =>
      h(
        'button',
        { type: 'button', class: 'switch', role: 'switch', 'aria-checked': String(agent.available), test: 'availability', on: { click: () => this.attempt(() => patch(this.base, { available: !this.agent.available })) } },
        h('span', { class: 'switch-knob', 'aria-hidden': 'true' }),
        agent.available ? 'Available' : 'Offline',
      ),
    );
  }

  drawTasks() {
    const groups = GROUPS.map(([status, title]) => [title, this.agent.tasks.filter((task) => task.status === status).reverse()]).filter(([, tasks]) => tasks.length);
    for (const task of this.agent.tasks) if (task.id === this.taskId) this.seen.set(task.id, task.lastIndex);
    if (groups.length === 0) {
      fill(
        byId('tasks'),
        h(
          'div',
          { class: 'no-tasks', test: 'tasks-empty' },
          h('p', { class: 'no-tasks-title' }, this.agent.available ? 'No tasks yet' : 'You are offline'),
          h('p', {}, this.agent.available ? 'When a player asks for a person, the task appears here.' : 'Go available to be offered tasks.'),
        ),
      );
      return;
    }
    if (byId('tasks').querySelector('.no-tasks')) byId('tasks').replaceChildren();
    refresh(
      byId('tasks'),
      groups,
      ([title]) => title,
      ([title, tasks]) => {
        const list = h('ul');
        refresh(list, tasks, (task) => task.id, (task) => this.taskItem(task), () => this.taskId);
        return h('div', { class: 'task-group' }, h('h3', {}, `${title} (${tasks.length})`), list);
      },
      () => `${this.taskId}${this.agentId}`,
    );
  }

  taskItem(task) {
    const name = task.from || 'Unknown customer';
    const data = { status: task.status, customer: name };
    const preview = task.lastText ? `${task.lastKind === 'customer' ? '' : `${WHO[task.lastKind]}: `}${task.lastText}` : '';
    if (task.status === 'OFFERED') {
      return h(
        'li',
        { class: 'task task-offered', test: 'task', data },
        h('p', { class: 'task-name' }, avatar(name), h('span', {}, h('strong', {}, name), h('small', {}, `${caseOf(task)}since ${clock(task.offeredAt)}`))),
        preview && h('p', { class: 'task-preview' }, preview),
        h(
          'div',
          { class: 'task-buttons' },
          h('button', { type: 'button', class: 'desk-button desk-primary', test: 'task-accept', 'aria-label': `Accept ${name}`, on: { click: () => this.act(task.id, 'accept') } }, 'Accept'),
          h('button', { type: 'button', class: 'desk-button', test: 'task-reject', 'aria-label': `Reject ${name}`, on: { click: () => this.act(task.id, 'reject') } }, 'Reject'),
        ),
      );
    }
    const news = task.status === 'ACCEPTED' && task.id !== this.taskId && task.lastIndex > (this.seen.get(task.id) ?? -1) && task.lastKind === 'customer';
    return h(
      'li',
      { class: `task task-${task.status.toLowerCase()}${task.id === this.taskId ? ' is-current' : ''}`, test: 'task', data },
      h(
        'button',
        { type: 'button', class: 'task-open', test: 'task-open', 'aria-current': task.id === this.taskId ? 'true' : null, on: { click: () => this.attempt(() => this.chooseTask(task.id)) } },
        avatar(name),
        h('span', { class: 'task-text' }, h('strong', {}, name), preview && h('small', {}, preview)),
        news && h('span', { class: 'count', 'aria-label': 'new message' }, '●'),
      ),
    );
  }

  drawTalk() {
    this.drawHead();
    this.drawMessages();
    this.drawComposer();
    this.drawFacts();
  }

  drawHead() {
    const task = this.talk;
    const others = this.world.agents.filter((agent) => agent.id !== this.agentId);
    refresh(byId('desk-head'), [task ? { id: task.id, status: task.status, from: task.from, state: task.talk?.state, others } : { id: 'none' }], (item) => item.id, () => {
      if (!task) return h('div', { class: 'desk-title-row' }, h('h3', { test: 'desk-title' }, 'No chat open'));
      const working = task.status === 'ACCEPTED';
      const button = (verb, label, style = '') => h('button', { type: 'button', class: `desk-button ${style}`, test: verb === 'end' ? 'end-chat' : verb, on: { click: () => this.act(task.id, verb) } }, label);
      const target = h('select', { 'aria-label': 'Transfer to', test: 'transfer-to' }, others.map((agent) => h('option', { value: agent.id }, agent.fullName)));
      return h(
        'div',
        { class: 'desk-title-row' },
        avatar(task.from),
        h('div', { class: 'desk-title' }, h('h3', { test: 'desk-title' }, task.from || 'Unknown customer'), h('p', { test: 'desk-status' }, statusText(task))),
        h(
          'div',
          { class: 'desk-actions' },
          working && others.length > 0 && h('span', { class: 'transfer' }, target, h('button', { type: 'button', class: 'desk-button', test: 'transfer', on: { click: () => this.act(task.id, 'transfer', { to: target.value }) } }, 'Transfer')),
          working && button('leave', 'Leave'),
          working && button('end', 'End chat', 'desk-danger'),
          (working || task.status === 'WRAPPING') && button('complete', 'Complete', working ? '' : 'desk-primary'),
        ),
      );
    });
  }

  drawMessages() {
    const list = byId('desk-messages');
    const scroller = byId('desk-scroller');
    const talk = this.talk?.talk;
    if (!talk) {
      this.shown = null;
      const waiting = this.agent.tasks.filter((task) => task.status === 'OFFERED').length;
      fill(
        list,
        h(
          'li',
          { class: 'desk-empty', test: 'desk-empty' },
          h('p', { class: 'desk-empty-sign', 'aria-hidden': 'true' }, waiting ? '🔔' : '☕'),
          h('p', { class: 'no-tasks-title' }, waiting ? `${waiting === 1 ? 'A customer is' : `${waiting} customers are`} waiting` : 'Nobody is waiting'),
          h('p', {}, waiting ? 'Accept the task to join the chat; what was said before will be here.' : 'Chats appear when the virtual agent hands a player over. If Guildline runs without Twilio, its own desk takes them instead.'),
        ),
      );
      return;
    }
    const fresh = this.shown !== this.talk.id;
    const end = fresh || follows(scroller);
    this.shown = this.talk.id;
    if (fresh) list.replaceChildren();
    const joined = talk.messages.findIndex((message) => message.kind === 'agent');
    const items = talk.messages.map((message) => ({ ...message, key: message.id }));
    if (joined > 0) items.splice(joined, 0, { key: 'line', divider: true });
    refresh(list, items, (item) => item.key, (item) => (item.divider ? h('li', { class: 'divider' }, h('span', {}, 'An agent answers from here')) : this.messageItem(item)), () => this.talk.status);
    if (end) stick(scroller);
  }

  messageItem(message) {
    const mine = message.mine && this.talk.status === 'ACCEPTED';
    const file = message.file;
    return h(
      'li',
      { class: `said said-${message.kind}${message.mine ? ' said-mine' : ''}`, test: 'desk-message', data: { kind: message.kind, mine: String(message.mine), index: String(message.index) } },
      h('p', { class: 'said-by' }, h('strong', {}, message.mine ? `${message.author} (you)` : message.author), h('span', { class: 'who' }, WHO[message.kind]), h('time', { datetime: message.sentAt }, clock(message.sentAt)), message.edited && h('span', { class: 'dim' }, 'edited')),
      h(
        'div',
        { class: 'bubble' },
        message.text && h('p', {}, message.text),
        file && (file.picture ? h('a', { href: file.url, target: '_blank', rel: 'noopener', test: 'desk-file' }, h('img', { src: file.url, alt: file.name })) : h('a', { href: file.url, download: file.name, test: 'desk-file' }, `${file.name} (${bytes(file.size)})`)),
      ),
      mine &&
        h(
          'div',
          { class: 'tools' },
          message.text && h('button', { type: 'button', class: 'tool', test: 'desk-message-edit', title: 'Edit', 'aria-label': 'Edit', on: { click: () => this.edit(message) } }, '✎'),
          h('button', { type: 'button', class: 'tool', test: 'desk-message-delete', title: 'Delete', 'aria-label': 'Delete', on: { click: () => this.attempt(() => remove(`${this.here}/messages/${message.id}`)) } }, '✕'),
        ),
    );
  }

  drawComposer() {
    const task = this.talk;
    const area = byId('desk-composer-area');
    const state = JSON.stringify([task?.id, task?.status, this.editing?.id]);
    if (state === this.composerState) return;
    if (this.input && this.inputFor) this.drafts.set(this.inputFor, this.input.value);
    this.composerState = state;
    this.inputFor = task?.id;
    this.input = null;
    if (!task || task.status !== 'ACCEPTED') {
      fill(area, task && h('p', { class: 'desk-closed', test: 'desk-closed' }, task.status === 'WRAPPING' ? 'The chat is over. Complete the task when you are done with your notes.' : 'This chat is done.'));
      return;
    }
    this.input = h('textarea', {
      rows: 2,
      placeholder: `Reply to ${task.from || 'the customer'}`,
      'aria-label': `Reply to ${task.from || 'the customer'}`,
      test: 'desk-composer',
      on: {
        keydown: (event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            this.send();
          } else if (event.key === 'Escape' && this.editing) {
            this.edit(null);
          }
        },
      },
    });
    this.input.value = this.editing ? this.editing.text : this.drafts.get(task.id) || '';
    const attach = h('input', { type: 'file', test: 'desk-attach', 'aria-label': 'Send a file', on: { change: () => this.sendFile(attach) } });
    const canned = h(
      'details',
      { class: 'canned' },
      h('summary', { class: 'desk-button', test: 'canned-toggle' }, 'Canned answers'),
      h('ul', {}, this.world.canned.map((text, index) => h('li', {}, h('button', { type: 'button', test: `canned-${index}`, on: { click: () => { canned.open = false; this.insert(text); } } }, text)))),
    );
    canned.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && canned.open) {
        canned.open = false;
        canned.querySelector('summary').focus();
      }
    });
    fill(
      area,
      this.editing && h('p', { class: 'composer-bar', test: 'desk-edit-bar' }, 'Editing a message: Enter saves, Escape cancels', h('button', { type: 'button', class: 'link', test: 'desk-edit-cancel', 'aria-label': 'Cancel', on: { click: () => this.edit(null) } }, '✕')),
      this.input,
      h('div', { class: 'desk-composer-row' }, canned, h('label', { class: 'desk-button attach' }, 'Send a file', attach), h('span', { class: 'grow' }), h('button', { type: 'button', class: 'desk-button desk-primary', test: 'desk-send', on: { click: () => this.send() } }, this.editing ? 'Save' : 'Send')),
    );
    if (this.editing) this.input.focus();
  }

  edit(message) {
    if (message && !this.editing) this.drafts.set(this.talk.id, this.input.value);
    const draft = this.drafts.get(this.talk.id) || '';
    this.editing = message;
    this.inputFor = null;
    this.drawComposer();
    if (!message && this.input) {
      this.input.value = draft;
      this.input.focus();
    }
  }

  insert(text) {
    const before = this.input.value;
    this.input.value = before ? `${before.trimEnd()} ${text}` : text;
    this.input.focus();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text || this.sending) return;
    this.sending = true;
    const editing = this.editing;
    const path = `${this.here}/messages`;
    const sent = await this.attempt(async () => {
      await (editing ? patch(`${path}/${editing.id}`, { text }) : post(path, { text }));
      return true;
    });
    this.sending = false;
    if (!sent) return;
    if (editing) {
      this.edit(null);
    } else {
      this.drafts.delete(this.taskId);
      this.input.value = '';
      this.input.focus();
    }
  }

  async sendFile(field) {
    const file = field.files[0];
    field.value = '';
    if (!file) return;
    const path = `${this.here}/messages`;
    await this.attempt(async () => post(path, { file: await upload(file) }));
  }

  drawFacts() {
    const task = this.talk;
    if (!task) {
      fill(byId('facts'), h('h3', {}, 'Customer and case'), h('p', { class: 'dim' }, 'Open a chat to see who it is and what it is about.'));
      this.factsState = null;
      return;
    }
    const sources = [task.attributes, task.talk?.attributes || {}];
    const state = JSON.stringify([task.id, task.status, sources, task.talk?.state, task.talk?.agents]);
    if (state === this.factsState) return;
    this.factsState = state;
    const row = ([key, label, paths]) => {
      const value = lookUp(sources, paths);
      return value && [h('dt', {}, label), h('dd', { test: `fact-${key}` }, key === 'reason' ? value.replaceAll('_', ' ') : value)];
    };
    const about = FACTS.map(row).filter(Boolean);
    const open = byId('facts').querySelector('details')?.open;
    fill(
      byId('facts'),
      h('h3', {}, 'Customer'),
      h('dl', {}, h('dt', {}, 'Name'), h('dd', { test: 'fact-name' }, lookUp(sources, ['customerName', 'from', 'pre_engagement_data.friendlyName']) || task.from), PERSON.map(row).filter(Boolean)),
      h('h3', {}, 'Case'),
      about.length ? h('dl', {}, about) : h('p', { class: 'dim' }, 'This task carries no case.'),
      h('h3', {}, 'Conversation'),
      h('dl', {}, h('dt', {}, 'State'), h('dd', { test: 'fact-state' }, task.talk?.state || 'none'), h('dt', {}, 'In the chat'), h('dd', { test: 'fact-agents' }, task.talk?.agents.join(', ') || 'no agent')),
      h(
        'details',
        { open },
        h('summary', { test: 'attributes-toggle' }, 'All attributes'),
        h('pre', {}, JSON.stringify({ task: task.attributes, conversation: task.talk?.attributes }, null, 2)),
      ),
    );
  }
}

function caseOf(task) {
  const number = lookUp([task.attributes], ['caseNumber', 'case_number']);
  return number ? `${number} · ` : '';
}

function statusText(task) {
  const state = { ACCEPTED: 'In chat', WRAPPING: 'Wrapping up', COMPLETED: 'Done', OFFERED: 'Incoming', GONE: 'Gone' }[task.status];
  return `${state}${task.talk ? ` · conversation ${task.talk.state}` : ''}`;
}

function lookUp(sources, paths) {
  for (const path of paths) {
    for (const source of sources) {
      const value = path.split('.').reduce((node, name) => (node && typeof node === 'object' ? node[name] : undefined), source);
      if (value !== undefined && value !== null && value !== '') return typeof value === 'object' ? JSON.stringify(value) : String(value);
    }
  }
  return null;
}
