"""The published log's addresses, below /record/ and outside the languages: C2SP's formats name them."""

from django.urls import path

from claims import earlier
from claims.record import doors

app_name = "published"
urlpatterns = [
    path("checkpoint", doors.checkpoint, name="checkpoint"),
    path("checkpoints/<int:number>", doors.kept_checkpoint, name="kept_checkpoint"),
    path("checkpoints/<int:number>/note", doors.stamped_note, name="stamped_note"),
    path("checkpoints/<int:number>/<int:place>.tsr", doors.time_stamp, name="time_stamp"),
    path("key", doors.key, name="key"),
    path("proof/<int:index>", doors.proof, name="proof"),
    path("tile/entries/<path:place>", doors.bundle, name="bundle"),
    path("tile/<int:level>/<path:place>", doors.tile, name="tile"),
    path("earlier/<int:number>/<path:place>", earlier.kept_file, name="earlier"),
    path("verify_claim.py", doors.script, name="script"),
    path("verify_claim.de.py", doors.script, {"language": "de"}, name="script_de"),
]
