from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path('', TemplateView.as_view(template_name='accounts/profile.html'), name='profile'),
    path('sign-in/', TemplateView.as_view(template_name='accounts/sign_in.html'), name='sign-in'),
]
