from django.apps import AppConfig


class CarouselConfig(AppConfig):
    name = 'vendor_carousel'
    verbose_name = 'Carousel'
