'use strict';

const MAX_EVENTS = 200;
const byId = (id) => document.getElementById(id);
let state = null;
let clockOffset = 0;
let refresh = 0;

/** Texts only ever become text nodes: everything shown here was sent by somebody. */
function element(name, content, attributes) {
  const node = document.createElement(name);
  for (const part of [].concat(content)) {
    node.append(part);
  }
  for (const [key, value] of Object.entries(attributes || {})) {
    node.setAttribute(key, value);
  }
  return node;
}

function say(text, failed) {
  const message = byId('message');
  message.textContent = text;
  message.className = failed ? 'bad' : '';
}

async function perform(operation, input, done) {
  try {
    const response = await fetch('control/' + operation, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-MFP-Control': 'console' },
      body: JSON.stringify(input || {}),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.error);
    }
    say(done);
    await load();
    return answer;
  } catch (failure) {
    say('Not done: ' + failure.message, true);
    return null;
  }
}

function button(label, name, operation, input, done) {
  const node = element('button', label, { type: 'button', 'aria-label': name, 'data-action': operation });
  node.addEventListener('click', () => perform(operation, input, done));
  return node;
}

function timeLeft(expiresAt) {
  const seconds = Math.max(0, Math.round((expiresAt - Date.now() - clockOffset) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return seconds === 0 ? 'expired' : parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Replaces rows and keeps the keyboard's place: the button of the same name gets the focus again. */
function fill(body, rows, columns, emptyText) {
  const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
  const empty = element('tr', element('td', emptyText, { colspan: String(columns), class: 'empty' }));
  body.replaceChildren(...(rows.length ? rows : [empty]));
  if (focused) {
    const again = [...body.querySelectorAll('button')].find((each) => each.getAttribute('aria-label') === focused);
    (again || byId('tokens-heading')).focus();
  }
}

function deviceCell(device) {
  if (!device) {
    return element('td', 'none');
  }
  const status = element('span', device.status, { class: device.status === 'ACTIVE' ? 'good' : 'bad' });
  return element('td', [device.id, element('br', []), status]);
}

function deviceButton(device, owner) {
  const disable = device.status === 'ACTIVE';
  return button(
      disable ? 'Disable device' : 'Enable device',
      (disable ? 'Disable device ' : 'Enable device ') + device.id + ' of ' + owner,
      'device-status',
      { device: device.id, status: disable ? 'DISABLED' : 'ACTIVE' },
      'Device ' + device.id + (disable ? ' is disabled.' : ' is active.'));
}

function tokenRow(token) {
  const actions = [button('Revoke', 'Revoke token ' + token.id, 'revoke-token', { id: token.id },
      'Token ' + token.id + ' is revoked.')];
  if (!token.own) {
    actions.push(button('Conflict once', 'Conflict once for token ' + token.id, 'conflict',
        { id: token.id, times: 1 }, 'The next introspection of ' + token.id + ' is answered with 409.'));
    for (const scope of token.scope) {
      if (scope !== 'RegisteredClient') {
        actions.push(button('Expire ' + scope, 'Expire ' + scope + ' of token ' + token.id, 'expire-check',
            { id: token.id, check: scope }, scope + ' of ' + token.id + ' has expired.'));
      }
    }
    if (token.device) {
      actions.push(deviceButton(token.device, 'token ' + token.id));
    }
  }
  return element('tr', [
    element('th', element('code', token.id), { scope: 'row' }),
    element('td', token.user || (token.own ? 'resource server' : 'anonymous')),
    element('td', token.scope.join(' ')),
    element('td', token.application || token.client),
    deviceCell(token.device),
    element('td', timeLeft(token.expiresAt), { 'data-expires': String(token.expiresAt) }),
    element('td', actions),
  ], { 'data-token': token.id });
}

function clientRow(client) {
  const logins = Object.entries(client.logins);
  const actions = [deviceButton(client.device, 'client ' + client.id)];
  for (const user of new Set(logins.map(([, name]) => name))) {
    actions.push(button('Log out ' + user, 'Log out ' + user + ' of client ' + client.id, 'log-out', { user },
        user + ' is logged out everywhere.'));
  }
  for (const [check, user] of logins) {
    actions.push(button('Expire ' + check, 'Expire ' + check + ' of client ' + client.id, 'expire-check',
        { user, check }, check + ' of ' + user + ' has expired.'));
  }
  return element('tr', [
    element('th', element('code', client.id), { scope: 'row' }),
    element('td', client.application + ' (' + client.platform + ')'),
    deviceCell(client.device),
    element('td', logins.map(([check, user]) => user + ' by ' + check).join(', ') || 'nobody'),
    element('td', actions),
  ], { 'data-client': client.id });
}

function faultItem(fault) {
  const calls = fault.calls === null ? 'all calls' : fault.calls + ' more';
  const text = fault.at + ': ' + fault.fault + ' (' + calls + ')';
  return element('li', [text, button('Switch off', 'Switch off ' + text, 'fault', { at: fault.at, fault: 'none' },
      'Switched off: ' + text)]);
}

const COUNTS = {
  introspections: 'introspections',
  tokenRequests: 'token requests of resource servers',
  clientRequests: 'requests of clients',
  connections: 'connections',
  maxConcurrentIntrospections: 'introspections at a time, at most',
};

function show() {
  byId('url').textContent = state.url;
  byId('listening').textContent = state.listening ? 'listening' : 'not listening';
  byId('listening').className = 'badge ' + (state.listening ? 'good' : 'bad');
  byId('faults-section').classList.toggle('failing', state.faults.length > 0 || !state.listening);
  byId('no-faults').hidden = state.faults.length > 0;
  byId('faults').replaceChildren(...state.faults.map(faultItem));
  const names = byId('fault-name');
  if (names.options.length === 0) {
    names.append(...state.faultNames.map((name) => element('option', name)));
  }
  fill(byId('tokens'), state.tokens.map(tokenRow), 7, 'No token is active.');
  fill(byId('clients'), state.clients.map(clientRow), 5, 'No application has registered.');
  byId('counts').replaceChildren(...Object.entries(COUNTS).map(([key, label]) =>
    element('div', [element('dt', label), element('dd', String(state.counts[key]), { 'data-count': key })])));
  byId('callers').replaceChildren(...state.callers.map(({ caller, introspections }, index) =>
    element('div', [
      element('dt', ['introspections by instance ' + (index + 1) + ' (', element('code', caller), ')']),
      element('dd', String(introspections), { 'data-caller': caller }),
    ])));
}

async function load() {
  const response = await fetch('control/state');
  state = await response.json();
  clockOffset = state.now - Date.now();
  show();
}

/** Many changes in a moment are one look at the state. */
function loadSoon() {
  if (!refresh) {
    refresh = setTimeout(() => {
      refresh = 0;
      load().catch((failure) => say('The state cannot be read: ' + failure.message, true));
    }, 150);
  }
}

function record(text, failed) {
  const log = byId('events');
  const time = new Date().toLocaleTimeString();
  log.prepend(element('li', time + ' ' + text, failed ? { class: 'bad' } : {}));
  while (log.children.length > MAX_EVENTS) {
    log.lastChild.remove();
  }
}

function listen() {
  const source = new EventSource('control/events');
  const live = byId('live');
  source.addEventListener('open', () => {
    live.textContent = 'live';
    live.className = 'badge good';
    loadSoon();
  });
  source.addEventListener('error', () => {
    live.textContent = 'disconnected';
    live.className = 'badge bad';
  });
  source.addEventListener('changed', loadSoon);
  source.addEventListener('introspection', (message) => {
    const event = JSON.parse(message.data);
    const what = event.status !== 200 ? 'answered with ' + event.status
      : event.active ? (event.user || 'anonymous') + ', ' + event.scope : 'inactive';
    record((event.token || 'caller refused') + ': ' + what, event.status !== 200 || !event.active);
    loadSoon();
  });
  source.addEventListener('fault', (message) => {
    const event = JSON.parse(message.data);
    record('fault at ' + event.at + ': ' + event.fault, true);
    loadSoon();
  });
}

/** The filled fields of a form as JSON members. */
function inputOf(form) {
  const input = {};
  for (const field of form.elements) {
    if (field.name && field.value !== '') {
      input[field.name] = field.type === 'number' ? Number(field.value) : field.value;
    }
  }
  return input;
}

byId('fault-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = inputOf(event.target);
  perform('fault', input, 'Switched on: ' + input.fault + ' at ' + input.at + '.');
});

byId('token-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await perform('issue-token', inputOf(event.target), 'A token is issued.');
  if (answer) {
    byId('issued').textContent = answer.token;
    byId('issued-line').hidden = false;
  }
});

for (const each of document.querySelectorAll('button[data-operation]')) {
  each.addEventListener('click', () => perform(each.dataset.operation, {}, each.textContent + ': done.'));
}

setInterval(() => {
  for (const cell of document.querySelectorAll('[data-expires]')) {
    cell.textContent = timeLeft(Number(cell.dataset.expires));
  }
}, 1000);

listen();
load().catch((failure) => say('The state cannot be read: ' + failure.message, true));
