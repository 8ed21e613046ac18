// What the pages do beyond links and forms. Everything works without it.
(function () {
  'use strict';

  // The first page that somebody sees was written before the server knew their time zone.
  var zone = document.documentElement.dataset.zone;
  if (zone) {
    var clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'
    });
    var there = function (instant, hours) {
      var at = {};
      clock.formatToParts(instant).forEach(function (part) { at[part.type] = part.value; });
      return at.day + ' ' + at.month + ' ' + at.year + (hours ? ', ' + at.hour + ':' + at.minute : '');
    };
    document.querySelectorAll('time[datetime*="T"]').forEach(function (time) {
      time.textContent = there(new Date(time.dateTime), time.textContent.indexOf(':') > 0);
    });
    document.querySelectorAll('.st-standing > span + span').forEach(function (sentence) {
      sentence.textContent = sentence.textContent
        .replace(/(\d+ [A-Z][a-z]{2} \d{4}), (\d\d:\d\d) UTC/g, function (all, day, hour) {
          return there(new Date(day + ' ' + hour + ' UTC'), true);
        });
    });
  }

  var menu = document.querySelector('.st-menu');
  if (menu) {
    var rooms = document.getElementById('navigation');
    var unroll = function (open) {
      menu.setAttribute('aria-expanded', String(open));
      rooms.classList.toggle('st-open', open);
    };
    menu.addEventListener('click', function () {
      unroll(menu.getAttribute('aria-expanded') !== 'true');
    });
    document.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || !rooms.classList.contains('st-open')) { return; }
      unroll(false);
      menu.focus();
    });
  }

  // Whoever sent something is taken to what came of it, whether they see, hear or type.
  var place = document.getElementById(location.hash.slice(1));
  var told = place && place.id !== 'content'
    ? place.querySelector('[role=alert], [role=status]')
    : document.querySelector('main [role=alert], .st-message, main [data-accepted]');
  if (told) {
    told.tabIndex = -1;
    told.focus();
    // A browser goes to the place that an address names after this.
    if (place) { window.addEventListener('load', function () { told.focus(); }); }
  }

  // A second click does not send a second time; the page comes back as it was on Back.
  document.addEventListener('submit', function (event) {
    if (event.defaultPrevented) { return; }
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.target.method !== 'post') { return; }
    event.target.dataset.sent = 'yes';
    var draft = draftOf(event.target);
    if (draft) {
      sessionStorage.setItem(draft, JSON.stringify(chosen(event.target)));
      sessionStorage.setItem('sent', draft);
    }
    var pressed = event.submitter || event.target.lastElementChild;
    setTimeout(function () { sayMoment(event.target, pressed); }, 700);
  });
  // What takes longer than a glance says that it goes on.
  function sayMoment(form, pressed) {
    if (!form.dataset.sent) { return; }
    var said = document.createElement('span');
    said.className = 'st-quiet st-moment';
    said.setAttribute('role', 'status');
    pressed.after(said);
    said.textContent = 'One moment …';
  }
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
    });
    document.querySelectorAll('.st-moment').forEach(function (said) { said.remove(); });
  });

  // A session that has ended answers 499 to what is not a page; the page itself leads to Keycloak,
  // unless it is left already. Whatever else went wrong is told: nothing on the page is new then.
  document.addEventListener('htmx:configRequest', function (event) {
    event.detail.headers['X-Requested-With'] = 'JavaScript';
  });
  function tellTrouble(trouble) {
    var told = document.getElementById('trouble');
    if (!trouble || told) {
      if (told && !trouble) { told.remove(); }
      return;
    }
    told = document.createElement('p');
    told.id = 'trouble';
    told.className = 'st-note';
    told.setAttribute('role', 'alert');
    document.getElementById('content').prepend(told);
    told.textContent = trouble;
  }
  document.addEventListener('htmx:afterRequest', function (event) {
    if (event.detail.successful) { tellTrouble(''); }
  });
  document.addEventListener('htmx:sendError', function () {
    tellTrouble('The registry was not reached. What you see may be old; what you typed is still here.');
  });
  document.addEventListener('htmx:responseError', function (event) {
    if (event.detail.xhr.status !== 499) {
      tellTrouble('This could not be looked up just now. What you see may be old; what you typed is still here.');
      return;
    }
    if (document.querySelector('form[data-sent]')) { return; }
    var typed = document.querySelector('form[data-kept], form[data-draft]');
    var key = typed && draftOf(typed);
    if (key && sessionStorage.getItem(key)) { sessionStorage.setItem('again', key); }
    location.reload();
  });

  // What is typed into a form that says how it is called is kept in this tab until it is accepted,
  // which the next page says. Verdicts and ticks come back only where a session had ended between:
  // nothing is ever chosen for somebody.
  var boxes = 'input[type=radio], input[type=checkbox]';
  var fields = 'textarea, input[type=text], input[type=date], select';
  var sent = sessionStorage.getItem('sent');
  if (sent && document.querySelector('.st-message, [data-accepted]')) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem('sent');
  }
  if (sent && document.querySelector('[data-too-late]')) {
    sessionStorage.setItem('again', sent);
  }
  function draftOf(form) {
    var name = form.dataset.draft || form.dataset.kept;
    return name && 'draft ' + name;
  }
  function chosen(form) {
    var kept = {};
    form.querySelectorAll(fields).forEach(function (field) {
      if (field.name && field.value) { kept[field.name] = field.value; }
    });
    kept[' boxes'] = Array.from(form.querySelectorAll(boxes))
      .filter(function (box) { return box.name && box.checked; })
      .map(function (box) { return box.name + '=' + box.value; });
    return kept;
  }
  function give(form, kept, again) {
    var boxesKept = kept[' boxes'] || [];
    form.querySelectorAll(fields).forEach(function (field) {
      var text = kept[field.name];
      if (field.name && text && (again || (!field.value && form.dataset.draft))) { field.value = text; }
    });
    if (!again) { return; }
    form.querySelectorAll(boxes).forEach(function (box) {
      box.checked = boxesKept.indexOf(box.name + '=' + box.value) >= 0;
      if (box.checked && box.value === 'limit') { form.querySelector('.st-limit').open = true; }
    });
    var folded = form.closest('details');
    if (folded) { folded.open = true; }
    var note = document.createElement('p');
    note.className = 'st-note';
    note.setAttribute('role', 'status');
    form.prepend(note);
    note.textContent = 'What you had typed and chosen is here again. Nothing was done with it.'
      + (form.querySelector('input[type=file]') ? ' A file has to be chosen again.' : '');
    note.tabIndex = -1;
    note.focus();
  }
  document.querySelectorAll('form[data-draft], form[data-kept]').forEach(function (form) {
    var key = draftOf(form);
    var again = sessionStorage.getItem('again') === key;
    give(form, JSON.parse(sessionStorage.getItem(key) || '{}'), again);
    if (again) { sessionStorage.removeItem('again'); }
    form.addEventListener('input', function () {
      sessionStorage.setItem(key, JSON.stringify(chosen(form)));
    });
  });
  // The way back from a preview leads to the form as it was left, ticks and filter included.
  document.querySelectorAll('a[data-back]').forEach(function (link) {
    link.addEventListener('click', function () {
      if (sent) { sessionStorage.setItem('again', sent); }
    });
  });
  document.querySelectorAll('form[action="/console/sign-out"]').forEach(function (form) {
    form.addEventListener('submit', function () { sessionStorage.clear(); });
  });

  // Single keys in the queue of reviews, for those who turn them on.
  var queue = document.querySelector('form[data-queue]');
  var keys = document.getElementById('keys');
  if (queue && keys) {
    var unfold = function (verdict) {
      var about = queue.querySelector('details[data-about="' + verdict + '"]');
      if (about) { about.open = true; }
    };
    queue.addEventListener('change', function (event) {
      if (event.target.name === 'verdict') { unfold(event.target.value); }
    });
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
        unfold(choice.value);
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
