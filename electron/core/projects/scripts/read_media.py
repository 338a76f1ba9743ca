"""
Finds the static names that forms and admin classes of a Django project ask for through their media.

It runs in the project's own interpreter (Django 3.2 to 6.1, Python 3.8 on). Classes are asked for their media as pages do;
nothing is looked up, no database is asked, and nothing is changed on disk. One line of JSON on standard input says what to
read; one line on standard output, behind the word that the order gave, is the answer.
"""
import os

from staticscope_scripts.caller import Caller
from staticscope_scripts.guard import Guard
from staticscope_scripts.media import admin_classes, form_classes, load_forms, media_of
from staticscope_scripts.project_run import ProjectRun


class MediaReading(ProjectRun):
    """The media of all forms and admin classes that the project has loaded once its URLs are."""

    def facts(self, django, settings):
        # Where there is nothing that it may write to, everything is refused.
        guard = Guard({**self.order, 'root': os.devnull})
        guard.closes_network = True
        # As pages are made in production: the admin's scripts have other names without DEBUG.
        settings.DEBUG = False
        self.attempt('URLs', load_urls)
        load_forms(self.attempt)
        classes = []
        for kind, cls, make in [*admin_classes(self.attempt), *form_classes()]:
            found = media_of(kind, cls, make)
            if found is not None:
                classes.append(found)
        return {'classes': classes, 'problems': self.problems}


def load_urls():
    """Views are where most forms are imported."""
    from django.urls import get_resolver

    get_resolver().url_patterns


if __name__ == '__main__':
    MediaReading(Caller()).run()
