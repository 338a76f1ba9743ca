from django.urls import path

from rollout_site import views

handler500 = views.told_error
urlpatterns = [path('-/table', views.table), path('<str:template>', views.page)]
