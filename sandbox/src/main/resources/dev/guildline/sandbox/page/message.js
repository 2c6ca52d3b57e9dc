// One message of the Discord side.
import { avatar, bytes, clock, h } from './dom.js';
import { inline, markdown } from './markdown.js';

const STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

/**
 * Builds a message. `context` has names, busy(messageId, customId), failed(messageId), and the actions click, choose, reply, edit, remove, apps.
 */
export function messageItem(message, grouped, context) {
  const body = [];
  if (message.thinking) {
    body.push(h('p', { class: 'thinking', test: 'thinking' }, h('span', { class: 'dots', 'aria-hidden': 'true' }), 'is thinking…'));
  } else if (message.content) {
    const text = markdown(message.content, context.names);
    if (message.edited) text.lastElementChild?.append(h('span', { class: 'edited', test: 'edited' }, ' (edited)'));
    body.push(text);
  } else if (message.edited) {
    body.push(h('span', { class: 'edited', test: 'edited' }, '(edited)'));
  }
  body.push(...message.attachments.map(attachment));
  body.push(...message.embeds.map((embed) => card(embed, context.names)));
  body.push(...message.components.map((component) => part(component, message, context)));
  const reactions = Object.entries(message.reactions);
  if (reactions.length) {
    body.push(h('p', { class: 'reactions' }, reactions.map(([emoji, count]) => h('span', {}, `${emoji} ${count}`))));
  }
  if (message.crossposted) body.push(h('p', { class: 'note' }, 'Published to following servers'));
  if (message.ephemeral) body.push(h('p', { class: 'note', test: 'ephemeral' }, '👁 Only you can see this'));
  if (context.failed(message.id)) body.push(h('p', { class: 'failed', test: 'interaction-failed', role: 'alert' }, 'This interaction failed'));

  const classes = ['message'];
  if (grouped) classes.push('message-grouped');
  if (message.mentioned) classes.push('message-mentioned');
  if (message.ephemeral) classes.push('message-ephemeral');
  return h(
    'li',
    { class: classes.join(' '), test: 'message', data: { messageId: message.id, author: message.author.name, bot: String(message.author.bot) } },
    message.reply && quoted(message.reply, context.names),
    message.command && used(message.command),
    grouped ? h('span', { class: 'gutter', 'aria-hidden': 'true' }, clock(message.sentAt)) : avatar(message.author.name, message.author.bot),
    h(
      'div',
      { class: 'message-main' },
      !grouped &&
        h(
          'p',
          { class: 'byline' },
          h('span', { class: 'author' }, message.author.name),
          message.author.bot && h('span', { class: 'badge-bot', test: 'bot-badge' }, 'APP'),
          h('time', { datetime: message.sentAt }, clock(message.sentAt)),
        ),
      ...body,
    ),
    tools(message, context),
  );
}

function quoted(reply, names) {
  if (reply.gone) return h('p', { class: 'quoted', test: 'reply-quote' }, h('em', {}, 'Original message was deleted'));
  return h(
    'p',
    { class: 'quoted', test: 'reply-quote' },
    avatar(reply.author.name, reply.author.bot),
    h('span', { class: 'author' }, reply.author.name),
    h('span', { class: 'quoted-text' }, ...(reply.content ? inline(reply.content.slice(0, 200), names) : [h('em', {}, 'a card or a file')])),
  );
}

function used(command) {
  return h('p', { class: 'quoted', test: 'command-used' }, avatar(command.by), h('span', { class: 'author' }, command.by), 'used', h('span', { class: 'mention' }, command.name));
}

function attachment(file) {
  if (file.picture) {
    return h('a', { href: file.url, target: '_blank', rel: 'noopener', class: 'picture', test: 'attachment' }, h('img', { src: file.url, alt: file.name, loading: 'lazy' }));
  }
  return h(
    'p',
    { class: 'file' },
    h('span', { class: 'file-icon', 'aria-hidden': 'true' }, '▤'),
    h('a', { href: file.url, download: file.name, test: 'attachment' }, file.name),
    h('span', { class: 'dim' }, bytes(file.size)),
  );
}

function card(embed, names) {
  const title = embed.title && (embed.url ? h('a', { href: embed.url, target: '_blank', rel: 'noopener noreferrer' }, ...inline(embed.title, names)) : h('span', {}, ...inline(embed.title, names)));
  const remote = (url, what) => /^https?:/.test(url) && h('p', { class: 'note' }, `${what}: ${url.replace(/^https?:\/\//, '').slice(0, 60)}`);
  const box = h(
    'article',
    { class: 'embed', test: 'embed' },
    embed.author && h('p', { class: 'embed-author' }, embed.author),
    title && h('p', { class: 'embed-title' }, title),
    embed.description && markdown(embed.description, names),
    embed.fields.length > 0 &&
      h(
        'dl',
        { class: 'embed-fields' },
        embed.fields.map((field) => h('div', { class: field.inline ? 'inline' : '' }, h('dt', {}, ...inline(field.name, names)), h('dd', {}, markdown(field.value, names)))),
      ),
    embed.image && remote(embed.image, 'Picture'),
    embed.thumbnail && remote(embed.thumbnail, 'Small picture'),
    embed.footer && h('p', { class: 'embed-footer' }, embed.footer),
  );
  if (embed.color >= 0) box.style.setProperty('--stripe', `#${embed.color.toString(16).padStart(6, '0')}`);
  return box;
}

function part(component, message, context) {
  const inside = () => component.children.map((child) => part(child, message, context));
  switch (component.type) {
    case 1:
      return h('div', { class: 'row' }, inside());
    case 2:
      return button(component, message, context);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return menu(component, message, context);
    case 10:
      return markdown(component.text, context.names);
    case 14:
      return h('hr');
    case 17:
      return h('div', { class: 'embed' }, inside());
    default:
      return h('div', { class: 'section' }, component.text && markdown(component.text, context.names), inside());
  }
}

function button(component, message, context) {
  const label = [component.emoji && h('span', { 'aria-hidden': 'true' }, component.emoji), component.label];
  if (component.style === 5) {
    return h('a', { class: 'button button-link', href: /^https?:/.test(component.url) ? component.url : null, target: '_blank', rel: 'noopener noreferrer', test: 'message-button' }, ...label, h('span', { 'aria-hidden': 'true' }, ' ↗'));
  }
  const busy = context.busy(message.id, component.customId);
  return h(
    'button',
    {
      type: 'button',
      class: `button button-${STYLES[component.style] || 'secondary'}${busy ? ' is-busy' : ''}`,
      disabled: component.disabled || busy,
      'aria-busy': busy ? 'true' : null,
      test: 'message-button',
      data: { customId: component.customId },
      on: { click: () => context.click(message, component) },
    },
    ...label,
  );
}

function menu(component, message, context) {
  const options = component.type === 3 ? component.options : context.candidates(component.type);
  const several = component.maximum > 1;
  const list = options.map((option) => {
    const text = [h('span', {}, option.label), option.description && h('small', {}, option.description)];
    const data = { customId: component.customId, value: option.value };
    if (several) {
      return h('label', { class: 'menu-option' }, h('input', { type: 'checkbox', value: option.value, checked: option.chosen, test: 'message-menu-option', data }), h('span', {}, ...text));
    }
    return h('button', { type: 'button', class: 'menu-option', test: 'message-menu-option', data, on: { click: () => context.choose(message, component, [option.value]) } }, ...text);
  });
  const box = h(
    'details',
    { class: 'menu' },
    h('summary', { test: 'message-menu', data: { customId: component.customId }, class: component.disabled ? 'is-disabled' : '' }, component.placeholder || 'Make a selection'),
    h(
      'div',
      { class: 'menu-list' },
      list,
      several &&
        h(
          'button',
          {
            type: 'button',
            class: 'button button-primary',
            test: 'message-menu-apply',
            data: { customId: component.customId },
            on: { click: () => context.choose(message, component, [...box.querySelectorAll('input:checked')].map((input) => input.value)) },
          },
          'Choose',
        ),
    ),
  );
  if (component.disabled) box.addEventListener('click', (event) => event.preventDefault());
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && box.open) {
      box.open = false;
      box.querySelector('summary').focus();
      event.stopPropagation();
    }
  });
  return box;
}

function tools(message, context) {
  if (message.thinking) return null;
  const tool = (name, label, symbol, action) => h('button', { type: 'button', class: 'tool', test: `message-${name}`, title: label, 'aria-label': label, on: { click: () => action(message) } }, symbol);
  return h(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Message actions' },
    !message.ephemeral && context.mayWrite && tool('reply', 'Reply', '↩', context.reply),
    message.mine && !message.ephemeral && tool('edit', 'Edit', '✎', context.edit),
    message.mine && !message.ephemeral && tool('delete', 'Delete', '✕', context.remove),
    !message.ephemeral && context.messageCommands.map((command) => h('button', { type: 'button', class: 'tool tool-wide', test: 'message-command', data: { command: command.name }, on: { click: () => context.apps(message, command) } }, command.shownName)),
  );
}
