// What the pages do beyond links and forms. Everything works without it.
(function () {
  'use strict';

  var menu = document.querySelector('.st-menu');
  if (menu) {
    menu.addEventListener('click', function () {
      var open = menu.getAttribute('aria-expanded') !== 'true';
      menu.setAttribute('aria-expanded', String(open));
      document.getElementById('navigation').classList.toggle('st-open', open);
    });
  }

  // A second click does not send a second time; the page comes back as it was on Back.
  document.addEventListener('submit', function (event) {
    if (event.defaultPrevented) { return; }
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.target.method === 'post') { event.target.dataset.sent = 'yes'; }
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // A session that has ended answers 499 to what is not a page; the page itself leads to Keycloak.
  document.addEventListener('htmx:configRequest', function (event) {
    event.detail.headers['X-Requested-With'] = 'JavaScript';
  });
  document.addEventListener('htmx:responseError', function (event) {
    if (event.detail.xhr.status === 499) { location.reload(); }
  });

  // What is typed into a form that says how it is called is kept in this tab until it is accepted,
  // which the message on the next page says.
  var fields = 'textarea, input[type=text], input[type=date]';
  var sent = sessionStorage.getItem('sent');
  if (sent && document.querySelector('.st-message')) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem('sent');
  }
  document.querySelectorAll('form[data-draft]').forEach(function (form) {
    var key = 'draft ' + form.dataset.draft;
    var kept = JSON.parse(sessionStorage.getItem(key) || '{}');
    form.querySelectorAll(fields).forEach(function (field) {
      if (field.name && kept[field.name] && !field.value) { field.value = kept[field.name]; }
    });
    form.addEventListener('input', function () {
      var texts = {};
      form.querySelectorAll(fields).forEach(function (field) {
        if (field.name && field.value) { texts[field.name] = field.value; }
      });
      sessionStorage.setItem(key, JSON.stringify(texts));
    });
    form.addEventListener('submit', function () { sessionStorage.setItem('sent', key); });
  });
  document.querySelectorAll('form[action="/console/sign-out"]').forEach(function (form) {
    form.addEventListener('submit', function () { sessionStorage.clear(); });
  });

  // Single keys in the queue of reviews, for those who turn them on.
  var queue = document.querySelector('form[data-queue]');
  var keys = document.getElementById('keys');
  if (queue && keys) {
    var choose = { a: 'verdict-approve', l: 'verdict-limit', r: 'verdict-revoke', o: 'verdict-abstain' };
    var show = function () {
      var on = localStorage.getItem('steward-keys') === 'on';
      keys.setAttribute('aria-pressed', String(on));
      return on;
    };
    show();
    keys.addEventListener('click', function () {
      localStorage.setItem('steward-keys', show() ? 'off' : 'on');
      show();
    });
    document.addEventListener('keydown', function (event) {
      var text = event.target.closest('textarea, select, input:not([type=radio]):not([type=checkbox])');
      if (event.key === 'Enter' && event.ctrlKey && event.target.id === 'reason') {
        event.preventDefault();
        queue.requestSubmit();
      }
      if (!show() || text || event.ctrlKey || event.altKey || event.metaKey) { return; }
      var key = event.key.toLowerCase();
      if (choose[key]) {
        var choice = document.getElementById(choose[key]);
        choice.checked = true;
        choice.focus();
        if (key === 'l') { queue.querySelector('.st-limit').open = true; }
        event.preventDefault();
      } else if (key === 'w') {
        document.getElementById('reason').focus();
        event.preventDefault();
      } else if (key === 'n' && document.getElementById('skip')) {
        document.getElementById('skip').click();
        event.preventDefault();
      }
    });
  }
})();
