// Small helpers to build and refresh elements. Text always goes in as text, never as markup.

/** Builds an element: attributes, `on` for listeners, `test` for its data-testid, `data` for data attributes. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'test') {
      element.dataset.testid = value;
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else if (name === 'class') {
      element.className = value;
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

export function fill(container, ...children) {
  container.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

/**
 * Makes the container's children show the items, touching only what changed, so that focus, selection and the screen reader stay where they are.
 * `render` is asked anew for an item whose JSON or `extra` text changed.
 */
export function refresh(container, items, keyOf, render, extra = () => '') {
  const old = new Map([...container.children].map((child) => [child.dataset.key, child]));
  let at = container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const mark = JSON.stringify(item) + extra(item);
    let child = old.get(key);
    old.delete(key);
    if (!child || child.mark !== mark) {
      const fresh = render(item);
      fresh.dataset.key = key;
      fresh.mark = mark;
      if (child) {
        const here = child === at;
        keepFocus(child, fresh);
        if (here) at = fresh;
      }
      child = fresh;
    }
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      container.insertBefore(child, at);
    }
  }
  for (const gone of old.values()) gone.remove();
}

/** Replaces an element; where the focus was inside, gives it to the element of the same test id and custom id. */
export function keepFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused || !focused.dataset.testid) return;
  const wanted = [...fresh.querySelectorAll('[data-testid]'), fresh].find(
    (candidate) => candidate.dataset.testid === focused.dataset.testid && candidate.dataset.customId === focused.dataset.customId,
  );
  if (wanted && !wanted.disabled) wanted.focus({ preventScroll: true });
}

const HUES = [8, 28, 45, 140, 168, 196, 222, 258, 286, 325];

/** A round picture made of the first letter of a name. */
export function avatar(name, bot = false) {
  const letter = [...(name || '?').trim()][0] || '?';
  let sum = 7;
  for (const char of String(name)) sum = (sum * 100 + char.codePointAt(0)) % 1000003;
  const face = h('span', { class: bot ? 'avatar avatar-bot' : 'avatar', 'aria-hidden': 'true' }, bot ? '◆' : letter.toUpperCase());
  face.style.setProperty('--hue', HUES[sum % HUES.length]);
  return face;
}

export function clock(time) {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

export function bytes(size) {
  return size < 1024 ? `${size} B` : size < 1048576 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1048576).toFixed(1)} MB`;
}

/** Whether the end of a scrolled list is in view. */
export function atEnd(scroller) {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
}

/** Whether the list is to go on showing its end; ask before changing it, then call `stick`. */
export function follows(scroller) {
  return scroller.following ?? atEnd(scroller);
}

export function stick(scroller) {
  scroller.scrollTop = scroller.scrollHeight;
  scroller.stuckAt = scroller.scrollTop;
  scroller.following = true;
}

/** Keeps the end in view when the list grows by itself (a picture arrives) or the window changes, unless somebody scrolled up. */
export function keepAtEnd(scroller) {
  scroller.following = true;
  // The event of our own scrolling comes after what is below the list has grown: that is not somebody scrolling up.
  scroller.addEventListener('scroll', () => (scroller.following = scroller.scrollTop === scroller.stuckAt || atEnd(scroller)));
  const observer = new ResizeObserver(() => scroller.following && stick(scroller));
  observer.observe(scroller);
  observer.observe(scroller.firstElementChild);
}

/** Says for a few seconds what went wrong. */
export function toast(text) {
  const note = h('p', { class: 'toast', test: 'toast' }, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), 6000);
}
