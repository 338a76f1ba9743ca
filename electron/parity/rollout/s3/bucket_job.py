"""Does jobs on a bucket, each in a process of its own, in which Django and its storages are made anew.

Takes JSON objects on standard input, one a line: `endpoint`, `bucket`, `location` (the prefix of all keys) and `kind`:

- `collect`: runs Django's collectstatic of `sources` with `storage` for `release`.
- `look-up`: gives for each of `names` what `{% static %}` makes of it, or the error.
- `create`: makes the bucket. `list`: gives each key with its time and text. `remove`: deletes `keys`.

`storage` is `shared` (django-storages' own), `example` (a manifest in a folder named after the release below the location),
or `advised`: the class whose code stands in `code`. Prints one line of JSON for each.
"""
import json
import os
import sys
import types

# What takes long to load is loaded once, before the processes part.
import boto3
import django
from django.conf import settings
from storages.backends.s3 import S3ManifestStaticStorage, S3StaticStorage

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', '..'))
from sorted_scan import SortedScan

request = {}


def client():
    return boto3.client(
        's3',
        endpoint_url=request['endpoint'],
        region_name='us-east-1',
        aws_access_key_id='test',
        aws_secret_access_key='test',
    )


def storage_class():
    if request['storage'] == 'shared':
        return S3ManifestStaticStorage
    if request['storage'] == 'advised':
        names = {}
        exec(request['code'], names)
        return names['ReleaseS3StaticStorage']

    class ExampleStorage(S3ManifestStaticStorage):
        def __init__(self, *args, release_id, **kwargs):
            below = os.path.join(kwargs.get('location', ''), release_id)
            super().__init__(*args, manifest_storage=S3StaticStorage(**{**kwargs, 'location': below}), **kwargs)

    return ExampleStorage


def set_up():
    os.scandir = SortedScan
    os.environ['RELEASE_ID'] = request['release']
    options = {
        'endpoint_url': request['endpoint'],
        'region_name': 'us-east-1',
        'access_key': 'test',
        'secret_key': 'test',
        'bucket_name': request['bucket'],
        'location': request['location'],
    }
    if request['storage'] == 'example':
        options['release_id'] = request['release']
    settings.configure(
        SECRET_KEY='x',
        INSTALLED_APPS=['django.contrib.staticfiles'],
        STATICFILES_DIRS=request.get('sources', []),
        STATIC_URL='/static/',
        USE_TZ=True,
        STORAGES={
            'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
            'staticfiles': {'BACKEND': 'chosen_storage.Chosen', 'OPTIONS': options},
        },
    )
    chosen = types.ModuleType('chosen_storage')
    sys.modules['chosen_storage'] = chosen
    django.setup()
    chosen.Chosen = storage_class()


def collect():
    from django.core.management import call_command

    set_up()
    with open(os.devnull, 'w') as nowhere:
        call_command('collectstatic', interactive=False, verbosity=0, stdout=nowhere, stderr=nowhere)


def look_up():
    from django.templatetags.static import static

    set_up()
    answers = {}
    for name in request['names']:
        try:
            answers[name] = static(name).removeprefix(f"{request['endpoint']}/{request['bucket']}/")
        except ValueError as error:
            answers[name] = f'ValueError: {error}'
    return answers


def listing():
    store = client()
    found = {}
    for page in store.get_paginator('list_objects_v2').paginate(Bucket=request['bucket']):
        for entry in page.get('Contents', ()):
            body = store.get_object(Bucket=request['bucket'], Key=entry['Key'])['Body'].read()
            found[entry['Key']] = [entry['LastModified'].timestamp(), body.decode('latin-1')]
    return found


def remove():
    for key in request['keys']:
        client().delete_object(Bucket=request['bucket'], Key=key)


def create():
    client().create_bucket(Bucket=request['bucket'])


JOBS = {'create': create, 'collect': collect, 'look-up': look_up, 'list': listing, 'remove': remove}

for line in sys.stdin:
    request = json.loads(line)
    child = os.fork()
    if child == 0:
        answer = JOBS[request['kind']]()
        print(json.dumps(answer), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(1)
