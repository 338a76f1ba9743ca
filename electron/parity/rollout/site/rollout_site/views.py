import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import empty


def page(request, template):
    response = render(request, template)
    response['Cache-Control'] = 'max-age=%d' % settings.PLAN['lifetimes']['html']
    return response


def table(request):
    """The names that this process holds, null before it has read them; asking reads nothing."""
    is_read = staticfiles_storage._wrapped is not empty
    names = staticfiles_storage.hashed_files if is_read else None
    response = JsonResponse({'release': settings.PLAN['release'], 'names': names})
    response['Cache-Control'] = 'no-store'
    return response


def told_error(request):
    """The page of an error tells the exception, which nobody should do but a test."""
    kind, error, _ = sys.exc_info()
    response = HttpResponse('error', status=500)
    response['X-Error'] = '%s: %s' % (kind.__name__, ' '.join(str(error).split()))
    return response
