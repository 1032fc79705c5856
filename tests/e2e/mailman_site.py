"""What mailman.py has HyperKitty do, in HyperKitty's own process:

    python3 mailman_site.py FOLDER PORT

A JSON array a line comes in, a line of JSON goes out. In FOLDER/asked each
request is noted: time and path."""
import json
import os
import sys
import threading
import time
from email import message_from_string, policy
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

FOLDER, PORT = sys.argv[1], int(sys.argv[2])
LIST = "town@lists.example"
OF = "django.template.context_processors."
settings.configure(
    SECRET_KEY="of a test", SITE_ID=1, ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=sys.modules[__name__], LANGUAGE_CODE="en-us", TIME_ZONE="UTC",
    USE_TZ=True, USE_I18N=True, STATIC_URL="/static/", COMPRESS_ENABLED=False,
    STATIC_ROOT=FOLDER + "/static", LOGIN_URL="account_login",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    # No Mailman beside it, no pictures from hosts of others.
    MAILMAN_REST_API_URL="http://127.0.0.1:9", MAILMAN_REST_API_USER="x",
    MAILMAN_REST_API_PASS="x", MAILMAN_ARCHIVER_KEY="x",
    MAILMAN_ARCHIVER_FROM=("127.0.0.1",), HYPERKITTY_BATCH_MODE=True,
    HYPERKITTY_ENABLE_GRAVATAR=False,
    INSTALLED_APPS=[
        "hyperkitty", "django_mailman3", "django.contrib.auth",
        "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.sites", "django.contrib.messages",
        "django.contrib.staticfiles", "rest_framework", "django_gravatar",
        "compressor", "haystack", "django_extensions", "django_q", "allauth",
        "allauth.account", "allauth.socialaccount"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_mailman3.middleware.TimezoneMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True, "OPTIONS": {"context_processors": [
            OF + "i18n", OF + "static", OF + "tz", OF + "request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "django_mailman3.context_processors.common",
            "hyperkitty.context_processors.common"]}}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": FOLDER + "/db",
                           "OPTIONS": {"timeout": 60}}},
    STATICFILES_FINDERS=[
        "django.contrib.staticfiles.finders.AppDirectoriesFinder",
        "compressor.finders.CompressorFinder"],
    HAYSTACK_CONNECTIONS={"default": {
        "ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
    CACHES={"default": {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
    # Its tasks at once, not by workers.
    Q_CLUSTER={"orm": "default", "sync": True, "timeout": 300, "retry": 360})
django.setup()

from django.contrib.sites.models import Site  # noqa: E402
from hyperkitty.lib.incoming import add_to_list  # noqa: E402
from hyperkitty.models import Email  # noqa: E402

urlpatterns = [path("hyperkitty/", include("hyperkitty.urls")),
               path("", include("django_mailman3.urls")),
               path("accounts/", include("allauth.urls"))]


def send(raw):
    """A message to the list; its id."""
    add_to_list(LIST, message_from_string(raw, policy=policy.default))
    return Email.objects.latest("id").message_id_hash


def edit(mid, old, new):
    mail = Email.objects.get(message_id_hash=mid)
    mail.content = mail.content.replace(old, new)
    mail.save()


def remove(mid):
    """As its owner's button does."""
    Email.objects.get(message_id_hash=mid).delete()


def thread(mid):
    return Email.objects.get(message_id_hash=mid).thread.thread_id


def visible():
    return [{"id": m.message_id_hash, "author": m.sender_name,
             "text": "\n".join(line for line in m.content.split("\n")
                               if line[:1] != ">" and line[-6:] != "wrote:"),
             "at": int(m.date.timestamp())} for m in Email.objects.all()]


COMMANDS = {f.__name__: f for f in (send, edit, remove, thread, visible)}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def serve(site):
    def noted(environ, start):
        with open(FOLDER + "/asked", "a", encoding="utf-8") as f:
            f.write("%f %s\n" % (time.time(), environ["PATH_INFO"]))
        return site(environ, start)
    make_server("127.0.0.1", PORT, noted, Server, Quiet).serve_forever()


def main():
    answers, sys.stdout = sys.stdout, sys.stderr
    call_command("migrate", verbosity=0)
    Site.objects.update(domain="127.0.0.1:%d" % PORT)
    threading.Thread(target=serve, args=(get_wsgi_application(),),
                     daemon=True).start()
    for line in sys.stdin:
        what, *args = json.loads(line)
        try:
            said = COMMANDS[what](*args)
        except Exception as e:  # the test says it and ends
            said = {"error": "%s: %s" % (type(e).__name__, e)}
        print(json.dumps(said), file=answers, flush=True)


if __name__ == "__main__":
    os.umask(0o077)
    main()
