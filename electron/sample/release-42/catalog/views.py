from django.http import Http404
from django.shortcuts import render

from .products import PRODUCTS


def product_list(request):
    return render(request, 'catalog/list.html', {'products': PRODUCTS})


def product_detail(request, slug):
    if slug not in PRODUCTS:
        raise Http404(slug)
    return render(request, 'catalog/detail.html', {'slug': slug, 'product': PRODUCTS[slug]})
