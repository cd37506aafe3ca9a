# One image for web, worker and beat; docker-compose.yml says which of them a container is.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DATA_DIR=/data STATIC_IS_COLLECTED=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

# German and English words for one another (GPL-2+), read where Debian puts them.
RUN apt-get update && apt-get install -y --no-install-recommends trans-de-en && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 foresaid && mkdir -p /data/mail /data/run /data/withheld && chown -R foresaid /data
COPY manage.py ./
COPY config config
COPY claims claims
COPY tracker tracker

USER foresaid
# The key made here signs nothing: it goes with the layer's /data, and compose gives the real one.
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--no-control-socket"]
