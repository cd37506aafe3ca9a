"""Root addresses: the public site under its language, the desk under /admin/."""

from allauth.account import views as account_views
from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from claims import house, sitemaps
from claims.accounts.views import signed_in_login
from claims.embeds.oembed import oembed
from claims.images import claimant_image
from claims.models.images import SIZES
from config import bodies
from config.health import healthz, livez, readyz
from config.metrics import metrics
from config.status import status
from tracker.views import agenda, alert_link, calendar, mail, stop_mails

admin.autodiscover()
# Sessions and second factors are their owners', not the desk's: django-allauth opens pages for them.
for label in ("account", "mfa", "usersessions"):
    for model in filter(admin.site.is_registered, apps.get_app_config(label).get_models()):
        admin.site.unregister(model)

# Ours stands before the admin's own addresses, whose last one catches whatever is left.
desk = [
    path("login/", signed_in_login, name="login"),
    path("logout/", account_views.logout, name="logout"),
    path(
        "password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="password_change",
    ),
    path("status/", admin.site.admin_view(status), name="status"),
    path("mail/", admin.site.admin_view(mail), name="tracker_mail"),
    path("deadlines/", admin.site.admin_view(agenda), name="tracker_agenda"),
    path("alerts/<str:token>/", admin.site.admin_view(alert_link), name="tracker_alert_link"),
    *admin.site.get_urls(),
]

handler400 = bodies.bad
urlpatterns = [
    path("admin/", (desk, "admin", admin.site.name)),
    path("account/", include("claims.accounts.urls")),
    path("follow/", include("claims.readers.urls")),
    path("healthz", healthz),
    path("api/v1/", include("claims.api.urls")),
    path("calendar/<str:token>.ics", calendar, name="tracker_calendar"),
    path("alerts/stop/<str:token>/", stop_mails, name="tracker_stop"),
    path("livez", livez),
    path("metrics", metrics),
    path("readyz", readyz),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-claims-<int:number>.xml", sitemaps.claims, name="sitemap_claims"),
    path("sitemap-claimants-<int:number>.xml", sitemaps.claimants, name="sitemap_claimants"),
    path("oembed", oembed, name="oembed"),
    re_path(
        rf"^images/(?P<digest>[0-9a-f]{{64}})/(?P<size>{'|'.join(SIZES)})\.webp$",
        claimant_image,
        name="claimant_image",
    ),
    path("house/logo", house.logo, name="house_logo"),
    path("house/colours.css", house.colours, name="house_colours"),
    path("record/", include("claims.record.urls")),
    path("data/", include("claims.open_data.urls")),
    *([path("demo/", include("tracker.demo.urls"))] if settings.DEMO else []),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(path("", include("claims.urls"))),
]
