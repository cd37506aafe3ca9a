"""Which task comes before which, as the broker is told."""

from config.celery import app
from config.urgency import URGENCY, Urgency


def test_every_task_has_its_urgency() -> None:
    app.loader.import_default_modules()
    ours = {name.rpartition(".")[2] for name in app.tasks if name.startswith("tracker.tasks.")}
    assert ours == set(URGENCY)


def test_alerts_overtake_polls_and_these_all_that_may_wait() -> None:
    order = (
        "deliver_to_channel",
        "refresh_feeds",
        "match_waiting_articles",
        "spot_waiting_articles",
        "look_back",
    )
    sent = [app.amqp.router.route({}, f"tracker.tasks.{name}") for name in order]
    assert [each["priority"] for each in sent] == [0, 3, 5, 7, 9]
    assert [each["queue"].name for each in sent] == ["urgent", *4 * ["celery"]]
    assert app.conf.broker_transport_options["priority_steps"] == sorted(Urgency)
