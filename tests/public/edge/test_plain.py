"""What the shelf answers is narrow: everything else reaches Django as it came."""

import pytest
from django.conf import settings as site

from mgsite.public.edge.plain import PlainRequests, known_hosts
from tests import builders
from tests.public.edge.asking import HOST, ask, edge_before

ABOUT = "/about/"


def went_to_django(path=ABOUT, method="GET", **environ) -> bool:
    """Whether Django is asked for it when the shelf holds the page."""
    edge, django = edge_before()
    ask(edge, path)
    ask(edge, path)
    before = len(django.asked)
    ask(edge, path, method, **environ)
    return len(django.asked) > before


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": f"{site.SESSION_COOKIE_NAME}=abc"},
        {"HTTP_COOKIE": f"{site.CSRF_COOKIE_NAME}=abc"},
        {"HTTP_COOKIE": "theirs=1"},
        {"HTTP_COOKIE": ""},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_X_API_KEY": "abc"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"CONTENT_LENGTH": "2"},
        {"CONTENT_TYPE": "text/html; charset=utf-7"},
        {"QUERY_STRING": "utm_source=mail"},
        {"SCRIPT_NAME": "/below"},
        {"HTTP_HOST": "127.0.0.1:9999"},
        {"HTTP_HOST": "LOCALHOST:8000"},
        {"HTTP_HOST": "evil.example"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_ACCEPT_ENCODING": "gzip, " * 40},
    ],
)
@pytest.mark.django_db
def test_request_that_is_not_plain_goes_to_django(environ):
    assert went_to_django(**environ)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
@pytest.mark.django_db
def test_other_method_goes_to_django(method):
    assert went_to_django(method=method)


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/readyz",
        "/admin/login/",
        "/api/v1/",
        "/api/v1/changes",
        "/api/v1/manifest",
        "/robots.txt",
        "/no/such/page",
        "/conditions/no-such-condition/",
        "//about/",
        "/about",
        "/about/../about/",
        "/\u00c3\u00a9/",
        "/about/" + "x" * 300,
        "about/",
        "",
        "*",
    ],
)
@pytest.mark.django_db
def test_address_that_is_never_kept_goes_to_django_each_time(path):
    assert went_to_django(path)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"HTTP_HOST": "localhost:8000"},
        {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_ORIGINAL_URL": "/admin/"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "HTTP_RANGE": "bytes=0-1"},
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 2099 00:00:00 GMT", "HTTP_IF_MATCH": '"x"'},
        {"HTTP_X_FORWARDED_PROTO": "https"},  # believed behind a trusted proxy alone
        {"CONTENT_LENGTH": "", "CONTENT_TYPE": ""},
    ],
)
@pytest.mark.django_db
def test_header_that_django_does_not_read_changes_nothing(environ):
    edge, _ = edge_before()
    plain = ask(edge, ABOUT, **{k: v for k, v in environ.items() if k == "HTTP_HOST"})
    again = ask(edge, ABOUT, **environ)
    assert (again.status, again.body) == (200, plain.body)
    assert not went_to_django(**({} if "HTTP_HOST" in environ else environ))


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        ({"HTTP_X_FORWARDED_PROTO": "https"}, True),
        ({"HTTP_X_FORWARDED_PROTO": "http"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "https,http"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "HTTPS"}, False),
        ({}, False),
        ({"wsgi.url_scheme": "https"}, False),
    ],
)
def test_behind_a_proxy_its_word_for_the_scheme_decides(settings, environ, plain):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = {"REQUEST_METHOD": "GET", "QUERY_STRING": "", "SCRIPT_NAME": "", "HTTP_HOST": HOST}
    assert (request | {"wsgi.url_scheme": "http"} | environ in PlainRequests()) is plain


@pytest.mark.django_db
def test_plain_http_to_a_tls_site_is_redirected_and_never_kept(settings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    edge, django = edge_before()
    for _ in range(2):
        secure = ask(edge, ABOUT, **{"wsgi.url_scheme": "https"})
        open_ = ask(edge, ABOUT)
        assert (secure.status, secure.headers["Strict-Transport-Security"]) == (200, "max-age=60")
        assert (open_.status, open_.headers["Location"]) == (301, f"https://{HOST}/about/")
    assert len(django.asked) == 3


def test_recorded_request_holds_nothing_of_the_readers_but_the_address():
    request = {
        "REQUEST_METHOD": "HEAD",
        "PATH_INFO": ABOUT,
        "HTTP_HOST": HOST,
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "HTTP_USER_AGENT": "x",
        "HTTP_ACCEPT": "x",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_IF_NONE_MATCH": "*",
        "HTTP_X_FORWARDED_HOST": "evil.example",
    }
    recorded = PlainRequests().recorded_for(request)
    assert recorded.pop("wsgi.input").read() == b""
    assert recorded == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": ABOUT,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "HTTP_HOST": HOST,
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "mgsite.recorded": True,
    }


def test_known_hosts_are_exact_and_have_the_port_of_the_site():
    assert known_hosts("http://127.0.0.1:8000", ["127.0.0.1", "[::1]"]) == {
        "127.0.0.1:8000",
        "[::1]:8000",
    }
    assert known_hosts("https://a.example", ["a.example", ".b.example"]) == {
        "a.example",
        ".b.example",
    }


@pytest.mark.parametrize("host", ["*", ".example.org", "a.example.org"])
@pytest.mark.django_db
def test_wildcard_in_allowed_hosts_is_left_to_django(settings, host):
    settings.ALLOWED_HOSTS = ["*", ".example.org"]
    edge, django = edge_before()
    for _ in range(2):
        ask(edge, ABOUT, HTTP_HOST=host)
    assert len(django.asked) == 2


@pytest.mark.parametrize(
    ("path", "host"), [("/", f"{HOST}/about"), ("/about/", f"\n{HOST}"), (f"/about/\n{HOST}", "")]
)
@pytest.mark.django_db
def test_host_that_holds_a_piece_of_an_address_gets_no_page_from_the_shelf(path, host):
    edge, django = edge_before()
    ask(edge, ABOUT)
    assert ask(edge, path, HTTP_HOST=host).status in (400, 404)
    assert django.asked == [ABOUT, path]


@pytest.mark.django_db
def test_spelling_that_means_the_same_page_is_kept_for_itself(ada):
    """A slash that was sent as %2F reaches Django as a slash, and so it does the shelf."""
    builders.published_site()
    edge, _ = edge_before()
    one, other = ask(edge, "/editions/1/"), ask(edge, "/editions/01/")
    assert (one.status, other.status) == (200, 200)
    assert 'href="http://127.0.0.1:8000/editions/1/"' in one.text
    assert ask(edge, "/editions/1/").body == one.body
    assert len(edge.shelf) == 2
