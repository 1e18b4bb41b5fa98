'use strict';

// One page is one phone. Everything shown comes from the event stream, also what this page itself sent.

const user = new URLSearchParams(location.search).get('user') ?? 'you';
const query = `?user=${encodeURIComponent(user)}`;
const chat = document.querySelector('.chat');
const regionsBox = document.querySelector('.regions');
const input = document.querySelector('#text');
const sheet = document.querySelector('.sheet');
const connection = document.querySelector('[data-testid=connection]');
const names = [];

const ticks = {
  waiting: ['◷', 'waiting'],
  acked: ['✓', 'sent'],
  sent: ['✓', 'sent'],
  delivered: ['✓✓', 'delivered'],
};

const states = {
  Up: 'up',
  Starting: 'starting…',
  Recovering: 'recovering…',
  Down: 'down',
};

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function post(path, body) {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drill': '1' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function say(message) {
  const answer = await post(`api/messages${query}`, message).catch(() => null);
  if (!answer?.ok) note('That could not be sent: the drill does not answer.');
}

function note(text) {
  chat.append(element('li', 'note', text));
  scrollDown();
}

function scrollDown() {
  chat.scrollTop = chat.scrollHeight;
}

function colourOf(region) {
  const index = names.indexOf(region);
  return `var(--r${index < 0 ? 2 : index % 3})`;
}

function showTick(item, tick) {
  const mark = item.querySelector('.tick');
  if (!mark) return;
  const [sign, label] = ticks[tick] ?? ticks.sent;
  mark.textContent = sign;
  mark.dataset.tick = tick;
  mark.setAttribute('aria-label', label);
}

function tapOnce(box, message) {
  for (const button of box.querySelectorAll('button')) button.disabled = true;
  say(message);
  input.focus();
}

function choicesOf(bubble) {
  const box = element('div', 'choices');
  const add = (label, testId, act) => {
    const button = element('button', '', label);
    button.type = 'button';
    button.dataset.testid = testId;
    button.addEventListener('click', act);
    box.append(button);
  };
  if (bubble.kind === 'buttons') {
    for (const choice of bubble.choices) {
      add(choice.title, `choice-${choice.id}`, () => tapOnce(box, { kind: 'button', id: choice.id, text: choice.title }));
    }
  } else if (bubble.kind === 'list') {
    add(bubble.listLabel ?? 'Choose', 'open-list', () => openList(bubble, box));
  } else if (bubble.kind === 'location-request') {
    add('Send location', 'send-location', () => sendLocation(box));
  }
  return box.childElementCount ? box : null;
}

function openList(bubble, box) {
  sheet.querySelector('h2').textContent = bubble.listLabel ?? 'Choose';
  const rows = sheet.querySelector('.rows');
  rows.replaceChildren(...bubble.choices.map(choice => {
    const row = element('button', '', choice.title);
    row.type = 'button';
    row.dataset.testid = `row-${choice.id}`;
    if (choice.description) row.append(element('small', '', choice.description));
    row.addEventListener('click', () => {
      sheet.close();
      tapOnce(box, { kind: 'row', id: choice.id, text: choice.title, description: choice.description });
    });
    return row;
  }));
  sheet.showModal();
}

function sendLocation(box) {
  const send = (latitude, longitude) => tapOnce(box, { kind: 'location', latitude, longitude });
  // Where the browser does not tell, a place that anybody knows will do.
  const somewhere = () => send(52.5163, 13.3777);
  if (!navigator.geolocation) {
    somewhere();
    return;
  }
  navigator.geolocation.getCurrentPosition(place => send(place.coords.latitude, place.coords.longitude), somewhere, { timeout: 3000 });
}

function showMessage(bubble) {
  if (document.getElementById(bubble.id)) return;
  const item = element('li', `bubble ${bubble.from}`);
  item.id = bubble.id;
  item.dataset.testid = bubble.from === 'customer' ? 'sent' : 'reply';
  if (bubble.region) {
    item.dataset.region = bubble.region;
    item.style.setProperty('--region', colourOf(bubble.region));
    const name = element('p', 'region-name', bubble.region);
    name.dataset.testid = 'reply-region';
    item.append(name);
  }
  const text = element('p', 'text', bubble.kind === 'location' ? `📍 ${bubble.text}` : bubble.text);
  text.dataset.testid = 'text';
  item.append(text);

  const foot = element('p', 'foot');
  const time = new Date(bubble.at);
  const clock = element('time', '', time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
  clock.dateTime = time.toISOString();
  foot.append(clock);
  if (bubble.from === 'customer') {
    const mark = element('span', 'tick');
    mark.setAttribute('role', 'img');
    mark.dataset.testid = 'tick';
    foot.append(mark);
  }
  item.append(foot);
  const choices = choicesOf(bubble);
  if (choices) item.append(choices);
  chat.append(item);
  showTick(item, bubble.tick);
  scrollDown();
}

function showRegions(regions) {
  names.splice(0, names.length, ...regions.map(region => region.name));
  for (const region of regions) {
    const card = regionsBox.querySelector(`[data-region="${CSS.escape(region.name)}"]`) ?? makeRegion(region);
    const on = region.state !== 'Down';
    const toggle = card.querySelector('.switch');
    card.dataset.state = region.state;
    card.querySelector('.state').textContent = states[region.state] ?? region.state;
    card.querySelector('.problem').textContent = region.problem ?? '';
    toggle.setAttribute('aria-checked', String(on));
    toggle.disabled = region.state === 'Starting';
    toggle.title = on ? `Kill every process of ${region.name}` : `Start ${region.name} again`;
  }
}

function makeRegion(region) {
  const card = document.querySelector('#region').content.firstElementChild.cloneNode(true);
  card.dataset.region = region.name;
  card.dataset.testid = `region-${region.name}`;
  card.style.setProperty('--region', colourOf(region.name));
  card.querySelector('.name').textContent = region.name;
  card.querySelector('.primary').hidden = !region.primary;
  card.querySelector('.state').dataset.testid = `state-${region.name}`;
  const toggle = card.querySelector('.switch');
  toggle.dataset.testid = `switch-${region.name}`;
  toggle.setAttribute('aria-label', `Region ${region.name}`);
  toggle.addEventListener('click', () => toggleRegion(region.name, toggle));
  regionsBox.append(card);
  return card;
}

async function toggleRegion(name, toggle) {
  const act = toggle.getAttribute('aria-checked') === 'true' ? 'kill' : 'restart';
  toggle.disabled = true;
  const answer = await post(`api/regions/${encodeURIComponent(name)}/${act}`).catch(() => null);
  if (act === 'kill' || !answer?.ok) toggle.disabled = false;
  if (answer?.ok) note(act === 'kill' ? `You killed ${name}.` : `${name} is starting.`);
}

document.querySelector('.compose').addEventListener('submit', event => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = '';
  say({ kind: 'text', text });
});

const events = new EventSource(`api/events${query}`);
events.addEventListener('hello', event => {
  const hello = JSON.parse(event.data);
  document.querySelector('.me').textContent = hello.user;
  document.title = `Phone of ${hello.user}`;
  connection.textContent = `your number: +${hello.number}`;
});
events.addEventListener('message', event => showMessage(JSON.parse(event.data)));
events.addEventListener('tick', event => {
  const { id, tick } = JSON.parse(event.data);
  const item = document.getElementById(id);
  if (item) showTick(item, tick);
});
events.addEventListener('regions', event => showRegions(JSON.parse(event.data)));
events.addEventListener('error', () => { connection.textContent = 'connecting…'; });
input.focus();
