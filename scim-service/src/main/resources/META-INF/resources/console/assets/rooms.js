// What long lists do beyond links and forms. Everything works without it.
(function () {
  'use strict';

  // Where a window is narrow each row of a table is read from top to bottom: a cell says what its
  // column is, and stays a cell for those who cannot see it.
  var roles = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' };
  function stack() {
    document.querySelectorAll('.st-table:not(.st-stacks)').forEach(function (table) {
      var heads = Array.from(table.querySelectorAll('thead tr:last-child > *')).map(function (head) {
        return head.textContent.trim();
      });
      table.querySelectorAll('tbody tr').forEach(function (row) {
        Array.from(row.children).forEach(function (cell, place) {
          if (cell.tagName === 'TD' && heads[place]) { cell.setAttribute('data-label', heads[place]); }
        });
      });
      [table].concat(Array.from(table.querySelectorAll('thead, tbody, tr, td'))).forEach(function (part) {
        part.setAttribute('role', roles[part.tagName]);
      });
      table.querySelectorAll('th').forEach(function (head) {
        head.setAttribute('role', head.scope === 'row' ? 'rowheader' : 'columnheader');
      });
      table.classList.add('st-stacks');
    });
  }
  stack();
  document.addEventListener('htmx:afterSettle', stack);

  // A table is stopped at on the way through a page only where there is something to scroll to.
  if (window.ResizeObserver) {
    var wide = new ResizeObserver(function (seen) {
      seen.forEach(function (one) {
        if (one.target.scrollWidth > one.target.clientWidth) {
          one.target.tabIndex = 0;
        } else {
          one.target.removeAttribute('tabindex');
        }
      });
    });
    var watch = function () {
      document.querySelectorAll('.st-scroll').forEach(function (table) { wide.observe(table); });
    };
    watch();
    document.addEventListener('htmx:afterSettle', watch);
  }

  // What was heard while it was typed is not asked for again when the field is left.
  document.querySelectorAll('input[data-heard]').forEach(function (field) {
    field.addEventListener('change', function (event) { event.stopPropagation(); });
  });

  // A person or a control that was typed has a box of its own since, and the field is free for another.
  document.addEventListener('htmx:afterSettle', function () {
    ['owner', 'control'].forEach(function (name) {
      var field = document.getElementById(name);
      if (!field || !field.value) { return; }
      document.querySelectorAll('#boxes input[name=' + name + ']:checked').forEach(function (box) {
        if (box.dataset.said === field.value.trim()) { field.value = ''; }
      });
    });
  });

  // Where a window is narrow the list comes before what would narrow it.
  if (window.matchMedia('(max-width: 75rem)').matches) {
    document.querySelectorAll('.st-narrow').forEach(function (boxes) {
      boxes.open = boxes.querySelector('input:checked, input[value]:not([type=checkbox]):not([value=""])') !== null;
    });
  }

  // An answer to none is not sent: it is told beside the button what is missing.
  document.querySelectorAll('form[data-needs]').forEach(function (form) {
    form.addEventListener('submit', function (event) {
      var ticked = form.dataset.needs.split(' ').some(function (name) {
        return form.querySelector('input[name="' + name + '"]:checked');
      });
      if (ticked) { return; }
      event.preventDefault();
      event.stopImmediatePropagation();
      var told = document.createElement('p');
      told.className = 'st-error st-none-ticked';
      told.setAttribute('role', 'alert');
      form.querySelectorAll('.st-none-ticked').forEach(function (one) { one.remove(); });
      (event.submitter || form.lastElementChild).closest('.st-actions, form').after(told);
      told.textContent = 'Nothing was sent: tick the boxes of those it is about first.';
    });
  });

  // One box that ticks all of its kind on the page.
  document.querySelectorAll('input[data-all]').forEach(function (all) {
    all.hidden = false;
    all.addEventListener('change', function () {
      all.form.querySelectorAll('input[type=checkbox][name="' + all.dataset.all + '"]')
        .forEach(function (box) { box.checked = all.checked; });
    });
  });
})();
