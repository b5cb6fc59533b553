/// What the pages share: how they look, and how they travel in time.
package enum PageStyle {
  package static let css = """
    :root { --paper: #ffffff; --ink: #1b1f24; --faint: #59636e; --lane: #cbd2d9; --accent: #2f6fbf;
      --now: #e8f1fc; --bad: #c01818; --bad-row: #fde8e8; --good: #176f30; --good-row: #e2f5e6;
      --timer: #8f5500; --choice: #7c4dbd; --edge: #d5dae0; --line: #eceff2; color-scheme: light dark }
    @media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e4e8ec; --faint: #97a2ae;
      --lane: #3a434d; --accent: #6aa7f0; --now: #1c2c42; --bad: #ff7b72; --bad-row: #3d1c1e;
      --good: #56c271; --good-row: #16331f; --timer: #e0a040; --choice: #b79bea; --edge: #323a43; --line: #232a31;
      --window: #3d1c1e; --bar: #1c2c42; --bar-edge: #6aa7f0; --bar-ink: #e4e8ec; --conflict: #4a3410;
      --culprit: #5e1f22 } }
    * { box-sizing: border-box }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: var(--paper);
      color: var(--ink); display: flex; flex-direction: column; height: 100vh; height: 100dvh }
    header { padding: 0.6rem 1rem; border-bottom: 1px solid var(--edge) }
    h1 { font-size: 1.1rem; margin: 0 } h2 { font-size: 1rem; margin: 0.6rem 0;
      font-family: ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
    h3 { font-size: 0.85rem; margin: 0.8rem 0 0.2rem; color: var(--faint) }
    p { margin: 0.3rem 0 } .verdict { font-weight: 600 } .good { color: var(--good) }
    .bad { color: var(--bad) }
    .fact { font-size: 0.85rem; overflow-wrap: anywhere; white-space: pre-line }
    summary { font-size: 0.85rem; color: var(--faint); cursor: pointer }
    main { display: flex; flex: 1; min-height: 0 }
    figure { margin: 0; overflow: auto; flex: 1 } svg { display: block } svg .step { cursor: pointer }
    aside { width: min(34rem, 45%); overflow-y: auto; border-left: 1px solid var(--edge);
      padding: 0 1rem 1rem }
    .moment { scroll-margin-top: 4rem }
    nav { display: flex; gap: 0.4rem; align-items: center; position: sticky; top: 0; padding: 0.6rem 0;
      background: var(--paper); z-index: 1 }
    nav output { flex: 1; text-align: center; font-variant-numeric: tabular-nums }
    button { font: inherit; min-width: 2.6rem; min-height: 2.4rem; border: 1px solid var(--edge);
      border-radius: 6px; background: var(--paper); color: var(--ink); cursor: pointer }
    button:disabled { opacity: 0.4; cursor: default }
    table { border-collapse: collapse; width: 100%; font: 0.8rem/1.45 ui-monospace, Menlo, Consolas,
      monospace; table-layout: fixed; margin: 0.3rem 0 0.9rem }
    caption { text-align: left; font-weight: 600; padding: 0.1rem 0.3rem;
      border-bottom: 1px solid var(--edge) }
    th { text-align: left; font-weight: 400; color: var(--faint); vertical-align: top; width: 38%;
      padding: 0.1rem 0.6rem 0.1rem calc(0.3rem + var(--depth, 0) * 0.8rem); overflow-wrap: anywhere }
    td { overflow-wrap: anywhere; vertical-align: top; padding: 0.1rem 0.3rem }
    tr + tr > * { border-top: 1px solid var(--line) }
    .changed > * { background: var(--now) } .added > * { background: var(--good-row) }
    .removed > * { background: var(--bad-row) }
    .added ins::before { content: "+ " } .removed del::before { content: "− " }
    del { color: var(--bad) } ins { color: var(--good); text-decoration: none; font-weight: 600 }
    ul { margin: 0; padding-left: 1.1rem; font: 0.8rem/1.5 ui-monospace, Menlo, Consolas, monospace;
      overflow-wrap: anywhere }
    a { color: var(--accent) }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
    td summary { font-size: inherit }
    @media (max-width: 700px) { th { width: 44% } main { flex-direction: column }
      aside { width: auto; flex: 1; border-left: 0; border-top: 1px solid var(--edge) }
      header { padding: 0.4rem 0.8rem } }
    """

  /// Shows one moment at a time; without scripts, all are shown one below the other.
  package static let timeTravel = """
    const moments = [...document.querySelectorAll('.moment')];
    const rows = [...document.querySelectorAll('.row')];
    const last = moments.length - 1;
    let now = 0;
    function show(step) {
      now = Math.max(0, Math.min(last, step));
      moments.forEach((moment, index) => { moment.hidden = index !== now; });
      rows.forEach(row => row.classList.toggle('now', Number(row.dataset.step) === now));
      document.querySelector('nav output').textContent = `${now} of ${last}`;
      for (const [go, end] of [['first', 0], ['back', 0], ['on', last], ['last', last]])
        document.querySelector(`[data-go=${go}]`).disabled = now === end;
      document.querySelector('aside').scrollTop = 0;
      history.replaceState(null, '', '#step-' + now);
      const row = rows[now], view = document.querySelector('figure');
      if (row && view) {
        const top = row.getBoundingClientRect().top - view.getBoundingClientRect().top;
        if (top < 40 || top > view.clientHeight - 60) view.scrollTop += top - view.clientHeight / 2;
      }
    }
    const moves = { first: () => 0, back: () => now - 1, on: () => now + 1, last: () => last };
    const keys = { Home: 'first', ArrowLeft: 'back', ArrowUp: 'back', ArrowRight: 'on',
      ArrowDown: 'on', End: 'last' };
    document.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
      event.preventDefault();
      show(moves[keys[event.key]]());
    });
    document.addEventListener('click', event => {
      const target = event.target.closest('[data-go], [data-step]');
      if (!target) return;
      show(target.dataset.go ? moves[target.dataset.go]() : Number(target.dataset.step));
    });
    const fromLink = () => Number((location.hash.match(/^#step-([0-9]+)$/) || [0, 0])[1]);
    addEventListener('hashchange', () => show(fromLink()));
    show(fromLink());
    """
}
