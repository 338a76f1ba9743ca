/* Menu for small screens. Written in 2016, works everywhere, nobody dares to touch it. */
(function ($) {
  'use strict';

  function toggle(event) {
    var button = event.currentTarget;
    var open = button.getAttribute('aria-expanded') === 'true';
    var list = button.parentNode.getElementsByTagName('ul')[0];
    button.setAttribute('aria-expanded', String(!open));
    list.style.display = open ? 'none' : 'block';
  }

  var menus = document.querySelectorAll('[data-menu] button');
  for (var i = 0; i < menus.length; i++) {
    menus[i].addEventListener('click', toggle, false);
  }

  if ($) {
    $.fn.legacyMenu = function () {
      return this.find('button').on('click', toggle);
    };
  }
})(window.jQuery);
