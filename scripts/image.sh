#!/bin/sh
# Builds the image without a container engine, as root on a Debian with buildah and debootstrap: on a Debian trixie of its
# own making in place of python:3.13-slim-trixie, whose Python is the same release. Then asks it for a page.
# Usage: scripts/image.sh [folder for some 5 GB]. MIRROR names another mirror of Debian.
set -eu
folder=${1:-$(mktemp -d)}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
[ -e "$folder/base.tar" ] || {
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates trixie "$folder/trixie" \
        "${MIRROR:-http://deb.debian.org/debian}"
    tar -C "$folder/trixie" --one-file-system -cf "$folder/base.tar" .
}
printf 'FROM scratch\nADD base.tar /\n' > "$folder/Containerfile"
ours() { command="$1"; shift; buildah --root "$folder/store" --runroot "$folder/run" --storage-driver vfs "$command" "$@"; }
ours bud --isolation chroot -t trixie-python -f "$folder/Containerfile" "$folder"
ours bud --isolation chroot --build-arg BASE=localhost/trixie-python -t foresaid "$here"
ours images
container=$(ours from localhost/foresaid)
# shellcheck disable=SC2016  the container's shell reads it
ours run --isolation chroot "$container" -- sh -c '
    set -e
    id -u; python --version
    python manage.py migrate --verbosity 0
    gunicorn config.wsgi --bind=127.0.0.1:8231 --worker-class=gthread --preload --no-control-socket &
    python - <<PROGRAM
import time, urllib.request
for _ in range(60):
    try:
        print(urllib.request.urlopen("http://127.0.0.1:8231/livez").read(), len(urllib.request.urlopen("http://127.0.0.1:8231/en/").read()), "bytes of a page")
        break
    except OSError:
        time.sleep(1)
else:
    raise SystemExit("no page came")
PROGRAM
    kill $!'
ours rm "$container"
