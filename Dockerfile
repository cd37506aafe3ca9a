# One image for web, worker and beat; docker-compose.yml says which of them a container is.
# Any Debian trixie with a Python: scripts/image.sh takes one of its own making.
# Why so: docs/decisions/0062-one-lock-for-each-python.md
ARG BASE=python:3.13-slim-trixie
FROM ${BASE} AS libraries

RUN python3 -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt


FROM ${BASE}

# German and English words for one another (GPL-2+), read where Debian puts them; pg_dump of compose's PostgreSQL.
RUN apt-get update \
 && apt-get install -y --no-install-recommends trans-de-en postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*

ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_IS_COLLECTED=1
WORKDIR /app

RUN useradd --system --uid 10001 --user-group foresaid \
 && mkdir -p /data/mail /data/run /data/withheld /data/backups /data/match \
 && chown -R foresaid:foresaid /data && chmod -R go= /data
COPY --from=libraries /venv /venv
COPY manage.py ./
COPY config config
COPY claims claims
COPY tracker tracker

USER foresaid
# The keys that a start makes for itself must not lie in the image: everybody who has it would have them.
RUN python manage.py collectstatic --noinput --verbosity 0 && rm -rf /data/*_key /data/run/*
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--no-control-socket"]
