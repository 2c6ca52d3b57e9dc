// The common part of Discord's markup, turned into elements. Nothing is ever parsed as HTML.
import { h } from './dom.js';

const INLINE = new RegExp(
  [
    '(?<esc>\\\\[\\\\*_~`|<>#\\[\\]()-])',
    '``(?<code2>.+?)``|`(?<code>[^`\\n]+)`',
    '<(?<ment>@!?|@&|#)(?<id>\\d{1,20})>',
    '<\\/(?<cmd>[^:>]{1,100}):\\d{1,20}>',
    '<t:(?<time>-?\\d{1,13})(?::[tTdDfFR])?>',
    '<a?:(?<emoji>\\w{2,32}):\\d{1,20}>',
    '\\[(?<label>[^\\]\\n]+)\\]\\(<?(?<href>https?:\\/\\/[^\\s)>]+)>?\\)',
    '<(?<angle>https?:\\/\\/[^\\s>]+)>',
    '(?<url>https?:\\/\\/[^\\s<]*[^\\s<.,:;!?"\')\\]])',
    '\\*\\*\\*(?<bi>.+?)\\*\\*\\*',
    '\\*\\*(?<b>.+?)\\*\\*(?!\\*)',
    '__(?<u>.+?)__(?!_)',
    '~~(?<s>.+?)~~',
    '\\|\\|(?<sp>.+?)\\|\\|',
    '\\*(?<i>[^\\s*](?:.*?[^\\s*])?)\\*(?!\\*)',
    '(?<![\\w])_(?<i2>[^_]+?)_(?![\\w])',
    '(?<everyone>@everyone|@here)',
  ].join('|'),
  'gs',
);

function link(href, label) {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function mention(kind, id, names) {
  const name = kind === '#' ? names.channels.get(id) : names.people.get(id);
  const shown = (kind === '#' ? '#' : '@') + (name || 'unknown');
  return h('span', { class: kind !== '#' && id === names.self ? 'mention mention-self' : 'mention' }, shown);
}

/** One run of text. */
export function inline(text, names) {
  const out = [];
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > last) out.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const g = match.groups;
    const nested = (tag, inner, attributes) => h(tag, attributes, ...inline(inner, names));
    if (g.esc) out.push(g.esc[1]);
    else if (g.code2 ?? g.code) out.push(h('code', {}, g.code2 ?? g.code));
    else if (g.ment) out.push(mention(g.ment, g.id, names));
    else if (g.cmd) out.push(h('span', { class: 'mention' }, `/${g.cmd}`));
    else if (g.time) out.push(h('time', { class: 'stamp' }, new Date(Number(g.time) * 1000).toLocaleString()));
    else if (g.emoji) out.push(`:${g.emoji}:`);
    else if (g.label) out.push(link(g.href, g.label));
    else if (g.angle ?? g.url) out.push(link(g.angle ?? g.url, g.angle ?? g.url));
    else if (g.bi) out.push(h('strong', {}, nested('em', g.bi)));
    else if (g.b) out.push(nested('strong', g.b));
    else if (g.u) out.push(nested('u', g.u));
    else if (g.s) out.push(nested('s', g.s));
    else if (g.sp) out.push(nested('span', g.sp, { class: 'spoiler', tabindex: '0' }));
    else if (g.i ?? g.i2) out.push(nested('em', g.i ?? g.i2));
    else if (g.everyone) out.push(h('span', { class: 'mention' }, g.everyone));
  }
  if (last < text.length) out.push(text.slice(last));
  return out;
}

/** A whole message. `names` holds people and channels by id, and `self`. */
export function markdown(text, names) {
  const root = h('div', { class: 'markdown' });
  const fence = /```(?:([\w+-]{1,20})\n)?\n?(.*?)\n?```/gs;
  let last = 0;
  for (const match of text.matchAll(fence)) {
    lines(text.slice(last, match.index), names, root);
    root.append(h('pre', {}, h('code', {}, match[2])));
    last = match.index + match[0].length;
  }
  lines(text.slice(last), names, root);
  return root;
}

function lines(text, names, root) {
  let quote = null;
  let list = null;
  let line = null;
  for (const row of text.replace(/^\n|\n$/g, '').split('\n')) {
    const heading = /^(#{1,3}) (.+)/.exec(row);
    const quoted = /^> ?(.*)/.exec(row);
    const item = /^\s*(?:[-*]|\d+\.) (.+)/.exec(row);
    const small = /^-# (.+)/.exec(row);
    if (!quoted) quote = null;
    if (!item) list = null;
    if (heading) {
      root.append(h('p', { class: `heading heading-${heading[1].length}` }, ...inline(heading[2], names)));
      line = null;
    } else if (quoted) {
      if (!quote) root.append((quote = h('blockquote')));
      quote.append(h('p', {}, ...inline(quoted[1], names)));
      line = null;
    } else if (small) {
      root.append(h('p', { class: 'subtext' }, ...inline(small[1], names)));
      line = null;
    } else if (item) {
      if (!list) root.append((list = h('ul')));
      list.append(h('li', {}, ...inline(item[1], names)));
      line = null;
    } else if (row === '' && !line) {
      continue;
    } else if (line) {
      line.append('\n', ...inline(row, names));
    } else {
      root.append((line = h('p', {}, ...inline(row, names))));
    }
  }
}
