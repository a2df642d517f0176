(function () {
  'use strict';
  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };
  var rows = all('#table tbody tr[id]');
  var words = rows.map(function (row) { return row.textContent.replace(/\u00a0/g, ' ').toLowerCase(); });
  var bar = document.querySelector('.filter');
  if (!bar) { return; }
  var input = bar.querySelector('input');
  var reset = bar.querySelector('button');
  var output = bar.querySelector('output');
  var number = output.querySelector('b');
  var chosen = {};

  // What speaks of a target links to its row; what speaks of several names them.
  var parts = all('.lines tbody tr:not(.group),figure,[data-part]').map(function (part) {
    var named = part.dataset.part;
    return { part: part, ids: named ? named.split(' ') : [part.querySelector('a').hash.slice(1)] };
  });
  var groups = all('.lines tbody,section,section>div').map(function (group) {
    return { group: group, parts: parts.filter(function (it) { return group.contains(it.part); }) };
  }).filter(function (it) { return it.parts.length > 0; });

  function filter() {
    var typed = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var any = Object.keys(chosen).length > 0;
    var shown = {};
    var count = 0;
    rows.forEach(function (row, at) {
      var is = (!any || chosen[row.dataset.s]) &&
        typed.every(function (word) { return words[at].indexOf(word) >= 0; });
      row.hidden = !is;
      if (is) { shown[row.id] = true; count += 1; }
    });
    parts.forEach(function (it) {
      it.part.hidden = !it.ids.some(function (id) { return shown[id]; });
    });
    groups.forEach(function (it) {
      it.group.hidden = it.parts.every(function (of) { return of.part.hidden; });
    });
    var isFiltered = count < rows.length;
    all('#table tbody').forEach(function (body) {
      body.hidden = isFiltered && !body.querySelector('tr[id]:not([hidden])');
    });
    all('.whole').forEach(function (note) { note.hidden = isFiltered; });
    number.textContent = String(count);
    output.hidden = reset.hidden = !isFiltered && !any && typed.length === 0;
  }

  all('.chips li').forEach(function (item) {
    var status = item.dataset.s;
    var button = document.createElement('button');
    button.type = 'button';
    while (item.firstChild) { button.appendChild(item.firstChild); }
    item.appendChild(button);
    button.disabled = !rows.some(function (row) { return row.dataset.s === status; });
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', function () {
      if (chosen[status]) { delete chosen[status]; } else { chosen[status] = true; }
      button.setAttribute('aria-pressed', String(!!chosen[status]));
      filter();
    });
  });
  input.addEventListener('input', filter);
  reset.addEventListener('click', function () {
    input.value = '';
    chosen = {};
    all('.chips button').forEach(function (button) { button.setAttribute('aria-pressed', 'false'); });
    filter();
    input.focus();
  });

  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  var bodies = all('#table tbody');
  var orders = bodies.map(function (body) { return all('tr[id]', body); });
  var heads = all('#table thead th');
  function key(row, column) {
    var cell = row.cells[column];
    if (cell.querySelector('mark')) { return Number(row.dataset.s); }
    return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
  }
  // What has nothing there comes last, whichever way.
  function compare(a, b, sign) {
    if (a === '' || b === '') { return a === b ? 0 : a === '' ? 1 : -1; }
    if (typeof a === 'number' && typeof b === 'number') { return sign * (a - b); }
    if (typeof a !== typeof b) { return typeof a === 'number' ? -1 : 1; }
    return sign * collator.compare(a, b);
  }
  heads.forEach(function (head, column) {
    var button = document.createElement('button');
    button.type = 'button';
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener('click', function () {
      var next = { ascending: 'descending', descending: '' }[head.getAttribute('aria-sort')];
      if (next === undefined) { next = 'ascending'; }
      heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
      if (next) { head.setAttribute('aria-sort', next); }
      bodies.forEach(function (body, at) {
        var keyed = orders[at].map(function (row) { return { row: row, key: next ? key(row, column) : 0 }; });
        if (next) {
          var sign = next === 'ascending' ? 1 : -1;
          keyed.sort(function (a, b) { return compare(a.key, b.key, sign); });
        }
        keyed.forEach(function (it) { body.appendChild(it.row); });
      });
    });
  });
  bar.hidden = false;
})();
