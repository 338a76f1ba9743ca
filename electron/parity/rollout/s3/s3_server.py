"""Runs an S3-compatible server (moto) on a free port of this machine until it is ended.

Prints its port, and after that one JSON list for each request that it has answered: method, path, status.
"""
import json
import sys
from urllib.parse import unquote, urlsplit

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Printing(WSGIRequestHandler):
    # By 1.0 the server would not answer `Expect: 100-continue`, and boto3 would wait a second for it at each upload.
    protocol_version = 'HTTP/1.1'

    def log_request(self, code='-', size='-'):
        print(json.dumps([self.command, unquote(urlsplit(self.path).path), int(code)]), flush=True)

    def log(self, type, message, *args):
        print(message % args, file=sys.stderr)


application = DomainDispatcherApplication(create_backend_app)
server = make_server('127.0.0.1', 0, application, threaded=True, request_handler=Printing)
print(server.port, flush=True)
server.serve_forever()
