"""OpenStack Swift with its S3 API, all of it in one process on loopback, for tests: house.py FOLDER PORT USER:NAME SECRET. Prints "ready PORT"; ends when its standard input does."""
import array
import os
import sys
import threading

import eventlet

eventlet.monkey_patch(thread=False)

from eventlet import listen, wsgi  # noqa: E402
from swift.common import utils  # noqa: E402

folder, port, key, secret = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
os.makedirs(os.path.join(folder, "devices", "d1", "tmp"), exist_ok=True)
with open(os.path.join(folder, "swift.conf"), "w") as conf:
    conf.write("[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n[storage-policy:0]\nname = one\ndefault = yes\n[swift-constraints]\n")
utils.SWIFT_CONF_FILE = os.path.join(folder, "swift.conf")
utils.HASH_PATH_SUFFIX = utils.HASH_PATH_PREFIX = b"tests"
from swift.common import constraints  # noqa: E402
constraints.SWIFT_CONF_FILE = utils.SWIFT_CONF_FILE
constraints.reload_constraints()
from swift.common import storage_policy  # noqa: E402
storage_policy.reload_storage_policies()

from swift.account.server import AccountController  # noqa: E402
from swift.common.middleware.catch_errors import filter_factory as catch_errors  # noqa: E402
from swift.common.middleware.copy import filter_factory as copy  # noqa: E402
from swift.common.middleware.listing_formats import filter_factory as listing_formats  # noqa: E402
from swift.common.middleware.s3api.s3api import filter_factory as s3api  # noqa: E402
from swift.common.middleware.slo import filter_factory as slo  # noqa: E402
from swift.common.middleware.bulk import filter_factory as bulk  # noqa: E402
from swift.common.middleware.tempauth import filter_factory as tempauth  # noqa: E402
from swift.common.middleware.gatekeeper import filter_factory as gatekeeper  # noqa: E402
from swift.common.ring import RingData  # noqa: E402
from swift.container.server import ContainerController  # noqa: E402
from swift.obj.server import ObjectController  # noqa: E402
from swift.proxy.server import Application  # noqa: E402


class Memory(object):
    """What Swift keeps in memcached."""

    def __init__(self):
        self.kept = {}

    def get(self, name, raise_on_error=False):
        return self.kept.get(name)

    def set(self, name, value, serialize=True, time=0, min_compress_len=0, raise_on_error=False):
        self.kept[name] = value

    def incr(self, name, delta=1, time=0):
        self.kept[name] = self.kept.get(name, 0) + delta
        return self.kept[name]

    def delete(self, name, server_key=None):
        self.kept.pop(name, None)


conf = {"devices": os.path.join(folder, "devices"), "swift_dir": folder, "mount_check": "false", "log_level": "ERROR", "fallocate_reserve": "0", "disable_fallocate": "true",
        "key": key, "allow_account_management": "false", "account_autocreate": "true", "node_timeout": "30", "client_timeout": "60"}
silent = utils.get_logger(conf, "swift")


def serve(app, sock):
    eventlet.spawn(wsgi.server, sock, app, log_output=False, debug=False)


for kind, controller in (("account", AccountController), ("container", ContainerController), ("object", ObjectController)):
    sock = listen(("127.0.0.1", 0))
    RingData([array.array("H", [0] * 4)], [{"id": 0, "zone": 0, "region": 1, "device": "d1", "ip": "127.0.0.1", "port": sock.getsockname()[1], "replication_ip": "127.0.0.1", "replication_port": sock.getsockname()[1], "weight": 1}], 30).save(os.path.join(folder, kind + ".ring.gz"))
    serve(controller(dict(conf), logger=silent), sock)

memory = Memory()
user, who = key.split(":")
app = Application(dict(conf), logger=silent)
app = slo({"max_manifest_segments": "1000"})(app)
app = copy({})(app)
app = bulk({})(app)
app = tempauth({"user_%s_%s" % (user, who): "%s .admin" % secret, "user_%s_guest" % user: secret, "reseller_prefix": "AUTH"})(app)  # A guest has a key and may do nothing.
app = s3api({"location": "us-east-1", "s3_acl": "false", "check_bucket_owner": "false", "dns_compliant_bucket_names": "true", "allow_multipart_uploads": "true", "min_segment_size": "5242880", "force_swift_request_proxy_log": "false", "max_upload_part_num": "1000"})(app)
app = listing_formats({})(app)
app = gatekeeper({})(app)
app = catch_errors({})(app)


def with_memory(environ, start_response):
    environ["swift.cache"] = memory
    return app(environ, start_response)


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
sock = listen(("127.0.0.1", port), backlog=256)
print("ready %d" % sock.getsockname()[1], flush=True)
wsgi.server(sock, with_memory, log_output=False, debug=False)
