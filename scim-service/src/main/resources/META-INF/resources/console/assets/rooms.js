// What long lists do beyond links and forms. Everything works without it.
(function () {
  'use strict';

  // One box that ticks all of its kind on the page.
  document.querySelectorAll('input[data-all]').forEach(function (all) {
    all.hidden = false;
    all.addEventListener('change', function () {
      all.form.querySelectorAll('input[type=checkbox][name="' + all.dataset.all + '"]')
        .forEach(function (box) { box.checked = all.checked; });
    });
  });
})();
