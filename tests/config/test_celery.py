from config.celery import app


def test_every_entry_of_the_beat_table_is_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_tick_that_waited_too_long_is_dropped() -> None:
    assert all(entry["options"]["expires"] >= entry["schedule"] for entry in app.conf.beat_schedule.values())


def test_a_task_in_hand_when_its_worker_dies_is_delivered_again() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost


def test_a_task_ends_before_the_broker_would_deliver_it_a_second_time() -> None:
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]


def test_jobs_tick_in_utc_so_that_no_hour_is_lost_or_doubled() -> None:
    assert (str(app.conf.timezone), app.conf.enable_utc) == ("UTC", True)
