/*! @tidy/carousel 2.3.1 | MIT */
(function () {
  'use strict';

  function Carousel(root) {
    this.root = root;
    this.slides = Array.from(root.querySelectorAll('.carousel__slides > li'));
    this.index = 0;
    this.interval = Number(root.dataset.interval || 5000);
    root.querySelector('.carousel__prev').addEventListener('click', this.show.bind(this, -1));
    root.querySelector('.carousel__next').addEventListener('click', this.show.bind(this, 1));
    this.show(0);
    this.timer = setInterval(this.show.bind(this, 1), this.interval);
  }

  Carousel.prototype.show = function (step) {
    this.index = (this.index + step + this.slides.length) % this.slides.length;
    this.slides.forEach(function (slide, index) {
      slide.hidden = index !== this.index;
    }, this);
  };

  document.querySelectorAll('[data-carousel]').forEach(function (root) {
    root.carousel = new Carousel(root);
  });
})();
