// Before anything is drawn: light or dark, and the zone in which the server writes times.
(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('js');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function paint() {
    root.classList.toggle('pf-v5-theme-dark', dark.matches);
  }
  paint();
  dark.addEventListener('change', paint);
  // Paper is white.
  window.addEventListener('beforeprint', function () { root.classList.remove('pf-v5-theme-dark'); });
  window.addEventListener('afterprint', paint);
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    var secure = location.protocol === 'https:' ? '; Secure' : '';
    var told = 'steward-zone=' + encodeURIComponent(zone);
    if (document.cookie.split('; ').indexOf(told) < 0) { root.dataset.zone = zone; }
    document.cookie = told
      + '; Path=/console; Max-Age=31536000; SameSite=Lax' + secure;
  }
})();
