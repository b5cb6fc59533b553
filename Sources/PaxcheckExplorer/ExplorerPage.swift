import PaxcheckReport

/// The page of the explorer. What it shows comes from the API, and it loads nothing else.
enum ExplorerPage {
  static let html = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>paxcheck explore</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="explorer.css">
    </head>
    <body>
    <header>
    <h1 id="model">…</h1>
    <p class="fact" id="progress"></p>
    <p id="problems" role="alert" hidden></p>
    <details id="claims"><summary id="verdicts">Properties</summary><ul id="properties"></ul></details>
    <details><summary>Parameters</summary><p class="fact" id="parameters"></p></details>
    </header>
    <main>
    <div id="left">
    <nav aria-label="Steps">
    <button id="reset" title="to the beginning (Home)" aria-label="to the beginning">|◀</button>
    <button id="back" title="one step back (← or Backspace)" aria-label="one step back">◀</button>
    <output id="place"></output>
    <button id="forward" title="one step on again (→)" aria-label="one step on again">▶</button>
    <button id="keys" title="which keys there are (?)" aria-label="which keys there are"
      aria-expanded="false" aria-controls="help">?</button>
    </nav>
    <p id="message" role="alert" hidden></p>
    <p class="fact" id="help" hidden>1 to 9 take a step, ← and Backspace go back, → goes on again,
    Home goes to the beginning. The address is a link to this very state.</p>
    <h2>What can happen next</h2>
    <ol id="offers"></ol>
    <h2 id="step"></h2>
    <ul id="changes"></ul>
    <p class="fact"><a id="save" download="path.trace">Save the path as a trace</a></p>
    <h2>The state</h2>
    <div id="tables"></div>
    </div>
    <figure id="drawing" tabindex="0" aria-label="The path as a drawing; a click on a step goes back to it"></figure>
    </main>
    <script src="explorer.js"></script>
    </body>
    </html>

    """

  static let css =
    PageStyle.css + """

      #left { width: min(36rem, 48%); overflow-y: auto; padding: 0 1rem 1rem;
        border-right: 1px solid var(--edge) }
      #left h2 { font-family: inherit; font-size: 0.85rem; color: var(--faint) }
      #claims { max-height: 32vh; overflow-y: auto }
      #properties { list-style: none; padding: 0; margin: 0.3rem 0; display: flex; flex-wrap: wrap;
        gap: 0.4rem; font-family: inherit; font-size: 0.9rem }
      #properties li { border: 1px solid var(--edge); border-radius: 6px; padding: 0.2rem 0.5rem;
        display: flex; gap: 0.5rem; align-items: center; flex-wrap: wrap; min-width: 0 }
      #properties button { min-height: 1.8rem; min-width: 0; padding: 0 0.5rem; font-size: 0.8rem }
      #properties .here { color: var(--faint); font-size: 0.8rem }
      #offers { list-style: none; margin: 0; padding: 0 }
      #offers button { display: flex; gap: 0.6rem; width: 100%; text-align: left; padding: 0.35rem 0.6rem;
        margin-bottom: 0.25rem; font: 0.85rem/1.5 ui-monospace, Menlo, Consolas, monospace;
        overflow-wrap: anywhere }
      #offers button:hover { background: var(--now) } #offers .number { color: var(--faint) }
      #offers .loss, #offers .crash { color: var(--bad) } #offers .timeout { color: var(--timer) }
      #message, #problems { color: var(--bad); white-space: pre-wrap; font-size: 0.9rem; overflow-wrap: anywhere }
      #message.note { color: var(--faint) }
      nav output { font-size: 0.9rem }
      @media (max-width: 700px) { body { height: auto; min-height: 100vh } main { display: block }
        #left { width: auto; border: 0; overflow: visible } figure { border-top: 1px solid var(--edge) } }

      """

  static let script = #"""
    'use strict';
    const byId = id => document.getElementById(id);
    const here = { start: null, path: [], loopStart: null, offers: [], goal: null };
    let undone = [], wanted = 0, model = null;

    function element(name, text, kind) {
      const made = document.createElement(name);
      if (text !== undefined) made.textContent = text;
      if (kind) made.className = kind;
      return made;
    }
    function fill(id, children) { byId(id).replaceChildren(...children); }
    function say(text, kind) {
      byId('message').textContent = text;
      byId('message').className = kind || '';
      byId('message').hidden = !text;
    }

    async function ask(path) {
      const response = await fetch(path);
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.error);
      return answer;
    }

    // The path is a list of steps by their texts, so a link to it survives a restart.
    function query(path, more) {
      const values = path.map(step => ['step', step]);
      if (here.start !== null) values.unshift(['start', here.start]);
      for (const [name, value] of Object.entries(more || {}))
        if (value !== null && value !== undefined) values.push([name, value]);
      return new URLSearchParams(values).toString();
    }
    // A path that was found ends in a loop, or is about a property; one step further, neither is so.
    function go(path, keepsUndone, more) {
      if (!keepsUndone) undone = [];
      const link = '#' + query(path, more);
      if (location.hash === link || (link === '#' && location.hash === '')) load();
      else location.hash = link;
    }
    const take = step => go([...here.path, step]);
    function back() {
      if (!here.path.length) return;
      undone.push(here.path[here.path.length - 1]);
      go(here.path.slice(0, -1), true);
    }
    function forward() { if (undone.length) go([...here.path, undone.pop()], true); }
    function reset() { undone = [...undone, ...[...here.path].reverse()]; go([], true); }

    async function load() {
      const link = new URLSearchParams(location.hash.slice(1));
      const request = ++wanted, goal = link.get('property');
      link.delete('property');
      try {
        const answer = await ask('api/state?' + link.toString());
        if (request !== wanted) return;
        say('');
        show(Object.assign(answer, { goal }));
      } catch (error) {
        if (request === wanted) say(error.message);
      }
    }

    function show(answer) {
      const isTaking = byId('offers').contains(document.activeElement);
      Object.assign(here, answer);
      const count = here.path.length;
      byId('place').textContent = count === 1 ? '1 step' : `${count} steps`;
      byId('back').disabled = byId('reset').disabled = count === 0;
      byId('forward').disabled = undone.length === 0;
      fill('offers', here.offers.length ? here.offers.map(offer) : [element('li', 'Nothing more can happen.')]);
      if (isTaking) (byId('offers').querySelector('button') || byId('back')).focus();
      const step = here.step;
      byId('step').textContent = step ? `What step ${step.number} changed: ${step.action}` : 'The beginning';
      const lines = step ? [...step.changes.map(change),
        ...(step.sent || []).map(sent => `sent ${sent.from} → ${sent.to}: ${sent.message}`),
        ...(step.recorded || []).map(event => `recorded ${event}`)] : [];
      if (step && !lines.length) lines.push('nothing');
      if (here.loopStart !== null) lines.push(`step ${here.loopStart + 1} follows, for ever`);
      fill('changes', lines.map(line => element('li', line)));
      const tables = here.here.tables.map(stateTable);
      if (here.participants.length) tables.push(networkTable(here.here.network));
      fill('tables', tables);
      byId('drawing').innerHTML = here.svg;
      byId('drawing').scrollTop = byId('drawing').scrollHeight;
      const property = here.goal || here.decides || ((here.properties || [])[0] || {}).name;
      byId('save').href = 'api/trace?' + query(here.path, { loop: here.loopStart, property });
      showVerdicts();
    }
    function offer(item, index) {
      const entry = element('li'), button = element('button', undefined, item.kind || '');
      button.append(element('span', String(index + 1), 'number'), element('span', item.text));
      button.addEventListener('click', () => take(item.text));
      entry.append(button);
      return entry;
    }
    function change(item) {
      const place = item.place ? item.place + ': ' : '';
      return place + (item.old === null ? '+ ' + item.new : item.new === null ? '− ' + item.old
        : `${item.old} → ${item.new}`);
    }

    // A text that is opened to be read if it is very long.
    function folded(text) {
      if (text.length <= 200) return text;
      const made = element('details');
      made.append(element('summary', text.slice(0, 39) + '…'), text);
      return made;
    }
    // What is new or gone has a sign before it, and not only a colour.
    function row(name, depth, kind, old, now) {
      const line = element('tr', undefined, kind || ''), title = element('th', name), cell = element('td');
      title.scope = 'row';
      if (depth) title.style.setProperty('--depth', depth);
      if (old !== null) cell.append(element('del', old));
      if (old !== null && now !== null) cell.append(' → ');
      if (now !== null) cell.append(kind ? element('ins', now) : folded(now));
      line.append(title, cell);
      return line;
    }
    function table(title, rows) {
      const made = element('table', undefined, 'state');
      made.append(element('caption', title), ...(rows.length ? rows : [row('nothing', 0, null, null, null)]));
      return made;
    }
    const stateTable = part => table(part.title, part.rows.map(item =>
      row(item.name, item.depth, item.change, item.before, item.value)));
    const networkTable = messages => table('network', messages.map(item =>
      row(`${item.from} → ${item.to}`, 0, item.change, item.change === 'removed' ? item.message : null,
        item.change === 'removed' ? null : item.message)));

    let check = null;
    async function watch() {
      try {
        check = await ask('api/check');
        showVerdicts();
        if (!check.isDone) setTimeout(watch, 500);
      } catch (error) { setTimeout(watch, 2000); }
    }
    function showVerdicts() {
      if (!check) return;
      fill('properties', check.properties.map(verdict));
      const counts = ['violated', 'unreachable', 'undecided', 'holds', 'reached']
        .map(word => [check.properties.filter(property => property.verdict === word).length, word])
        .filter(([count]) => count).map(([count, word]) => `${count} ${word}`);
      byId('verdicts').textContent = 'Properties: ' + counts.join(', ');
      const states = check.uniqueStates.toLocaleString('en');
      const problems = [check.failure, ...check.warnings.map(text => `warning: ${text}`)].filter(Boolean);
      if (byId('problems').textContent !== problems.join('\n')) {
        byId('problems').textContent = problems.join('\n');
        byId('problems').hidden = !problems.length;
      }
      byId('progress').textContent = check.failure ? 'the check gave up'
        : !check.isDone ? `checking in the background: ${states} states so far`
        : check.isComplete ? `checked: all ${states} states` : `checked: ${states} states, not all`;
    }
    function verdict(property) {
      const kind = property.isAsExpected === true ? 'good' : property.isAsExpected === false ? 'bad' : '';
      const entry = element('li');
      entry.append(element('span', `${property.expectation} ${property.name}:`),
        element('strong',
          [property.violation || property.verdict, property.qualifier].filter(Boolean).join(' '), kind));
      const now = (here.properties || []).find(other => other.name === property.name);
      if (now) entry.append(element('span', now.isTrue ? 'true here' : 'false here', 'here'));
      if (property.steps) entry.append(button('show', `show ${property.name}`, () => {
        here.start = property.start;
        go(property.steps, false, { loop: property.loopStart, property: property.name });
      }));
      entry.append(button('from here', `search from here: ${property.name}`, () => search(property.name)));
      return entry;
    }
    function button(text, label, action) {
      const made = element('button', text);
      made.setAttribute('aria-label', label);
      made.title = label;
      made.addEventListener('click', action);
      return made;
    }
    async function search(property) {
      say('searching …', 'note');
      try {
        const from = here.path;
        const answer = await ask('api/search?' + query(from, { property }));
        if (from !== here.path) return;
        const loop = answer.loopStart === null || answer.loopStart === undefined ? null
          : from.length + answer.loopStart;
        if (answer.answer === 'found') go([...from, ...answer.steps], false, { loop, property });
        else say(answer.answer === 'none' ? `nothing that can happen from here decides '${property}'`
          : `undecided: ${answer.reason}`);
      } catch (error) { say(error.message); }
    }

    byId('back').addEventListener('click', back);
    byId('forward').addEventListener('click', forward);
    byId('reset').addEventListener('click', reset);
    byId('keys').addEventListener('click', () => { 
      byId('help').hidden = !byId('help').hidden;
      byId('keys').setAttribute('aria-expanded', !byId('help').hidden);
    });
    byId('drawing').addEventListener('click', event => {
      const target = event.target.closest('[data-step]');
      if (!target) return;
      const place = Number(target.dataset.step);
      if (place >= here.path.length) return;
      undone = [...undone, ...here.path.slice(place).reverse()];
      go(here.path.slice(0, place), true);
    });
    document.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (/^[1-9]$/.test(event.key)) {
        const item = here.offers[Number(event.key) - 1];
        if (item) take(item.text);
      } else if (event.key === 'ArrowLeft' || event.key === 'Backspace') back();
      else if (event.key === 'ArrowRight') forward();
      else if (event.key === 'Home') reset();
      else if (event.key === '?') byId('keys').click();
      else return;
      event.preventDefault();
    });
    addEventListener('hashchange', load);
    byId('claims').open = innerWidth > 700;
    (async () => {
      try {
        model = await ask('api/model');
        byId('model').textContent = document.title = model.name;
        byId('parameters').textContent =
          Object.entries(model.parameters).map(([name, value]) => `${name}=${value}`).join(' ');
      } catch (error) { say(error.message); }
      await load();
      watch();
    })();

    """#
}
