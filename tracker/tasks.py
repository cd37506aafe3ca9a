"""Celery's door: each task loads, calls and is done. Any task may run twice; the second run does no harm."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from claims import editorial, kept_counts, record
from tracker import alerts, backups, clearing, evidence, hints, jobs, letters, open_data, tables, witnesses
from tracker.evidence import lookback
from tracker.feeds import health
from tracker.intake import attachments, proposals
from tracker.polling import leases, rounds, schedule, tally


@shared_task
def dispatch_due_feeds() -> None:
    """Lease what is due and hand it out in batches. What a lost message held is due again when its lease ends."""
    now = timezone.now()
    due = schedule.due(now=now, limit=100 * settings.FEEDS_PER_TASK)
    for batch in schedule.batches(due, settings.FEEDS_PER_TASK):
        lease = leases.take(batch, now=now, seconds=settings.LEASE_SECONDS)
        if lease.feed_ids:
            refresh_feeds.delay(lease.token, list(lease.feed_ids))
    jobs.note_dispatch(now=now)


@shared_task
def refresh_feeds(token: str, feed_ids: list[int]) -> None:
    """Poll the feeds still held under this lease, then match what they brought."""
    now, lease = timezone.now(), leases.Lease(token, tuple(feed_ids))
    if feeds := lease.begin(now=now, seconds=settings.LEASE_SECONDS):
        summary = rounds.run(lease, feeds, limits=rounds.poll_limits(), now=now)
        tally.add(new_articles=summary.new_articles, now=now)
        match_waiting_articles.delay()


@shared_task
def match_waiting_articles() -> None:
    """Suggest evidence from the articles that were not matched yet: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("match_waiting_articles", now=now) as turn:
        if turn:
            evidence.work(turn, now=now)


@shared_task
def take_rhythms() -> None:
    """Keep how often quiet feeds usually publish, so that their silence can be told from a fault."""
    health.take_rhythms(now=timezone.now())


@shared_task
def spot_waiting_articles() -> None:
    """Propose the claims of articles that were not searched yet. A task of its own: matching never waits for it."""
    now = timezone.now()
    with jobs.my_turn("spot_waiting_articles", now=now) as turn:
        if turn:
            proposals.work(turn, now=now)


@shared_task
def look_back() -> None:
    """Compare new and changed claims with the articles read before: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("look_back", now=now) as turn:
        if turn:
            lookback.work(turn, now=now)


@shared_task
def notice_deadlines() -> None:
    """Write down the alerts that are owed now, and the digests that gather them."""
    now = timezone.now()
    alerts.notice(now=now)
    alerts.notice_published(now=now)
    alerts.gather(now=now)


@shared_task
def deliver_alerts() -> None:
    """Hand each channel that something waits for to a worker."""
    for channel_id in alerts.channels_due(now=timezone.now()):
        deliver_to_channel.delay(channel_id)


@shared_task
def deliver_to_channel(channel_id: int) -> None:
    """Send one channel what it is owed, and go on at once while there is more."""
    if alerts.deliver_channel(channel_id, now=timezone.now()):
        deliver_to_channel.delay(channel_id)


@shared_task
def tell_readers() -> None:
    """Write and send what readers wished to be told: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("tell_readers", now=now) as turn:
        if turn:
            letters.notice(now=now)
            letters.deliver(turn, now=now)


@shared_task
def look_at_hints() -> None:
    """Open the pages that readers named: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("look_at_hints", now=now) as turn:
        if turn:
            hints.work(turn, now=now)


@shared_task
def read_attachments() -> None:
    """Read the transcripts and PDFs that feeds' items name: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("read_attachments", now=now) as turn:
        if turn:
            attachments.work(turn, now=now)


@shared_task
def release_due() -> None:
    """Publish and put into effect what people have decided and whose time has come."""
    editorial.release_due(now=timezone.now())


@shared_task
def take_in_tables() -> None:
    """Look through and log the long tables that wait: one worker at a time, for a turn, and then for another."""
    now, more = timezone.now(), False
    with jobs.my_turn("take_in_tables", now=now) as turn:
        if turn:
            more = tables.work(turn)
    if more:
        take_in_tables.delay()


@shared_task
def pass_days() -> None:
    """Count the claims whose windows have closed by now, and put together what the boards' counts changed by."""
    kept_counts.pass_days()
    kept_counts.put_together()


@shared_task
def compare_counts() -> None:
    """Count all claims afresh, and say where the kept counts differ."""
    kept_counts.check()


@shared_task
def number_entries() -> None:
    """Give the record's new entries their places in the tree, and sign it."""
    record.number_entries(now=timezone.now())


@shared_task
def ask_witnesses() -> None:
    """Have others vouch for the newest checkpoint. One worker at a time: a second would ask the same."""
    now = timezone.now()
    with jobs.my_turn("ask_witnesses", now=now) as turn:
        if turn:
            witnesses.ask_witnesses(now=now)
            witnesses.ask_authorities(now=now)


@shared_task
def clear_away() -> None:
    """Delete what is too old, a little at a time: one worker at a time, for a turn."""
    now = timezone.now()
    with jobs.my_turn("clear_away", now=now) as turn:
        if turn:
            clearing.work(turn, now=now)


@shared_task(time_limit=backups.SECONDS + 60)
def make_open_data() -> None:
    """Make the files for download anew where a night is over, or something in them was hidden."""
    now = timezone.now()
    if open_data.is_due(now=now):
        open_data.make(now=now)


@shared_task(time_limit=backups.SECONDS + 60)
def back_up() -> None:
    """Make the night's backup where it is due: one worker, once."""
    if due := backups.take(now=timezone.now()):
        backups.make(due)
