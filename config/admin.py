"""The admin's first page: the desk's day. Found by Django's admin when it starts."""

from django.contrib import admin

admin.site.index_template = "config/dashboard.html"
