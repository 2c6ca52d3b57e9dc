// The form a bot opens.
import { post, remove, upload } from './api.js';
import { byId, fill, h } from './dom.js';
import { markdown } from './markdown.js';

const FILE = 19;
const RADIO = 21;
const CHECKBOXES = 22;
const CHECKBOX = 23;

export class ModalDialog {
  constructor(chat) {
    this.chat = chat;
    this.dialog = h('dialog', { class: 'modal', test: 'modal', 'aria-labelledby': 'modal-title' });
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.dismiss();
    });
    byId('dialogs').append(this.dialog);
    this.shown = null;
  }

  /** Shows this form, or none. */
  show(modal) {
    const key = modal ? `${this.chat.playerId} ${modal.interaction}` : null;
    if (key === this.shown) return;
    this.shown = key;
    if (!modal) {
      this.dialog.close();
      this.chat.composer.focus();
      return;
    }
    this.draw(modal);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector('[data-testid="modal-input"]')?.focus();
  }

  draw(modal) {
    this.at = `${this.chat.base}/modals/${modal.interaction}`;
    this.readers = [];
    this.error = h('p', { class: 'modal-error', test: 'modal-error', role: 'alert' });
    fill(
      this.dialog,
      h(
        'form',
        {
          on: {
            submit: (event) => {
              event.preventDefault();
              this.submit();
            },
          },
        },
        h('h2', { id: 'modal-title', test: 'modal-title' }, modal.title),
        h('p', { class: 'modal-note' }, 'This form goes to the bot. Do not share passwords.'),
        h('div', { class: 'modal-fields' }, modal.components.map((component) => this.part(component))),
        this.error,
        h(
          'div',
          { class: 'modal-buttons' },
          h('button', { type: 'button', class: 'button button-plain', test: 'modal-cancel', on: { click: () => this.dismiss() } }, 'Cancel'),
          h('button', { type: 'submit', class: 'button button-primary', test: 'modal-submit' }, 'Submit'),
        ),
      ),
    );
  }

  part(component, label = null) {
    if (component.type === 18) return this.part(component.children[0], component);
    if (component.type === 1) return h('div', {}, component.children.map((child) => this.part(child)));
    if (component.type === 10) return markdown(component.text, this.chat.names);
    const control = this.control(component);
    const name = label ? label.label : component.label;
    const group = component.type === RADIO || component.type === CHECKBOXES;
    return h(
      group ? 'fieldset' : 'label',
      { class: 'field' },
      h(group ? 'legend' : 'span', { class: 'field-name' }, name, component.required && h('span', { class: 'must', 'aria-hidden': 'true' }, ' *')),
      label && label.text && h('small', { class: 'field-hint' }, label.text),
      control,
    );
  }

  control(component) {
    const id = component.customId;
    const attributes = { test: 'modal-input', data: { customId: id } };
    let control;
    let read;
    if (component.type === 4) {
      const limits = { ...attributes, required: component.required, minlength: component.minimum || null, maxlength: component.maximum, placeholder: component.placeholder || null, value: component.text };
      control = component.style === 2 ? h('textarea', { rows: 4, ...limits }) : h('input', { type: 'text', autocomplete: 'off', ...limits });
      read = () => control.value;
    } else if (component.type === FILE) {
      control = h('input', { type: 'file', multiple: component.maximum > 1, required: component.required && component.minimum > 0, ...attributes });
      read = async () => {
        const files = [];
        for (const file of control.files) files.push({ upload: await upload(file) });
        return files;
      };
    } else if (component.type === CHECKBOX) {
      control = h('input', { type: 'checkbox', ...attributes });
      read = () => control.checked;
    } else if (component.type === RADIO || component.type === CHECKBOXES) {
      const type = component.type === RADIO ? 'radio' : 'checkbox';
      control = h('div', { class: 'options' }, component.options.map((option) => h('label', { class: 'check' }, h('input', { type, name: id, value: option.value, checked: option.chosen, test: 'modal-input', data: { customId: id, value: option.value } }), h('span', {}, option.label))));
      const chosen = () => [...control.querySelectorAll('input:checked')].map((input) => input.value);
      read = () => (component.type === RADIO ? chosen()[0] : chosen());
    } else {
      const options = component.type === 3 ? component.options : this.chat.messageContext().candidates(component.type);
      control = h('select', { multiple: component.maximum > 1, required: component.required, ...attributes }, component.maximum === 1 && h('option', { value: '' }, component.placeholder || '—'), options.map((option) => h('option', { value: option.value, selected: option.chosen }, option.label)));
      read = () => [...control.selectedOptions].map((option) => option.value).filter(Boolean);
    }
    this.readers.push([id, read]);
    return control;
  }

  async submit() {
    this.error.textContent = '';
    try {
      const values = {};
      for (const [id, read] of this.readers) {
        const value = await read();
        if (value !== undefined) values[id] = value;
      }
      const { interaction } = await post(this.at, { values });
      this.chat.interact(async () => ({ interaction }), { label: 'form' });
    } catch (refused) {
      this.error.textContent = refused.message;
    }
  }

  async dismiss() {
    await this.chat.attempt(() => remove(this.at));
  }
}
