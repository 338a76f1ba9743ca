from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [
    path('', TemplateView.as_view(template_name='home.html'), name='home'),
    path('teas/', include('catalog.urls')),
    path('cart/', include('cart.urls')),
    path('account/', include('accounts.urls')),
]
