// The page's control API.

/** What the server refused, with the sentence it gave. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `The sandbox answered ${status}.`);
    this.status = status;
    this.field = problem.field;
  }
}

async function call(method, path, body, headers = {}) {
  const options = { method, headers };
  if (body !== undefined) options.body = body;
  const response = await fetch(path, options);
  const text = await response.text();
  const data = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(response.status, data || {});
  return data;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

export const get = (path) => call('GET', path);
export const post = (path, data = {}) => call('POST', path, JSON.stringify(data), JSON_TYPE);
export const patch = (path, data) => call('PATCH', path, JSON.stringify(data), JSON_TYPE);
export const remove = (path) => call('DELETE', path);

/** Uploads a file and gives back the name under which it can be sent. */
export async function upload(file) {
  const type = file.type || 'application/octet-stream';
  const answer = await call('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`, file, { 'Content-Type': type });
  return answer.upload;
}

/** Listens to changes; `changed` is told each one, `reconnected` that some may have been missed. */
export function listen(changed, calls, reconnected, lost) {
  const source = new EventSource('/api/events');
  source.addEventListener('hello', reconnected);
  source.addEventListener('change', (event) => changed(JSON.parse(event.data)));
  source.addEventListener('calls', (event) => calls(JSON.parse(event.data)));
  source.addEventListener('error', lost);
}
