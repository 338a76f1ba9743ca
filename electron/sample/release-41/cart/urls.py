from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path('', TemplateView.as_view(template_name='cart/cart.html'), name='cart'),
    path('checkout/', TemplateView.as_view(template_name='cart/checkout.html'), name='checkout'),
]
