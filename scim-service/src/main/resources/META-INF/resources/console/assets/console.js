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

  // What is typed into a form that says how it is called is kept in this tab until it is sent.
  function drafts() {
    document.querySelectorAll('form[data-draft]').forEach(function (form) {
      var key = 'draft ' + form.dataset.draft;
      var kept = JSON.parse(sessionStorage.getItem(key) || '{}');
      form.querySelectorAll('textarea, input[type=text]').forEach(function (field) {
        if (field.name && kept[field.name] && !field.value) { field.value = kept[field.name]; }
      });
      form.addEventListener('input', function () {
        var texts = {};
        form.querySelectorAll('textarea, input[type=text]').forEach(function (field) {
          if (field.name && field.value) { texts[field.name] = field.value; }
        });
        sessionStorage.setItem(key, JSON.stringify(texts));
      });
    });
  }
  drafts();
  document.querySelectorAll('[data-draft-done]').forEach(function (done) {
    sessionStorage.removeItem('draft ' + done.dataset.draftDone);
  });
})();
