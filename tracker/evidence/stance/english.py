"""The English cues."""

import re

from tracker.evidence.stance.lexicon import Lexicon, exactly, starting

ENGLISH = Lexicon(
    failure=(
        starting(
            "delay postpon cancel scrap abandon shelv reject refus denie deny fail collaps misse "
            "missing halt suspend interrupt withdraw withdrew bankrupt insolven setback overturn"
        ),
        exactly(
            "miss pushed_back pushes_back pushed_the_date_back pushed_to put_off puts_off called_off "
            "calls_off votes_down voted_down falls_short fell_short fall_short short_of "
            "dropped_the_plan drops_plan no_longer rules_out ruled_out stays_closed remains_closed "
            "backs_out backed_out at_the_earliest until_at_least not_before behind_schedule instead_of is_off "
            "stays_shut keeps_open stay_open stays_open watered_down waters_down"
        ),
        re.compile(r"\bpush(?:ed|es)\s+(?:\w+\s+){1,4}(?:back|to\s+next)\b", re.IGNORECASE),
        re.compile(r"\bdropp?(?:ed|s)\s+(?:\w+\s+){0,2}plans?\b", re.IGNORECASE),
    ),
    dismissed=(
        re.compile(
            r"\b(?:reject|refus|refut|den[yi]|dismiss|rebuff)\w*\s+(?:\w+\s+){0,4}?(?:doubt|delay|postpon|cancel|report"
            r"|rumou?r|fear|concern|critici|claim|lawsuit|challeng|objection|appeal|speculation)\w*",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:doubt|delay|rumou?r|fear|concern|criticism|lawsuit|challenge|objection|appeal|speculation)s?\s+"
            r"(?:\w+\s+){0,6}?(?:rejected|refused|refuted|denied|dismissed|failed)\b",
            re.IGNORECASE,
        ),
    ),
    success=(
        starting("complet deliver achiev launched approv finish reached succe commission inaugurat"),
        exactly(
            "opens opened shipped ships released launches passed passes banned bans signed sells sold "
            "met_the_target takes_effect took_effect in_force in_operation green_light "
            "hits_the_target on_schedule cleared confirmed sale_was_completed gave_the_green_light "
            "now_available on_sale can_now you_can_now goes_live went_live goes_silent cuts_ribbon cut_the_ribbon "
            "for_the_first_time in_service in_use takes_effect royal_assent waved_through wave_through waves_through "
            "backed_the_bill backs_the_bill fastest_ever record_falls beats_the_record comes_into_force got_its_first "
            "gets_its_first"
        ),
        # "Can order since Monday": what goes on since a day has begun.
        re.compile(r"\bsince\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE),
        re.compile(
            r"\b(?:rolls?|rolled|went|goes|comes|came|turned)\s+(?:\w+\s+){0,3}(?:out|live|into\s+service)\b",
            re.IGNORECASE,
        ),
    ),
    rising=(
        starting("increas climb rose rais grow grew soar surg jump"),
        exactly("rise rises rising risen up higher went_up more_than_ever hike hikes"),
    ),
    falling=(
        starting("declin drop decreas shrink shrank plung"),
        exactly("fall falls falling fell fallen down lower lowest cut cuts halved"),
    ),
    above=(exactly("more_than over above at_least beyond"),),
    below=(exactly("less_than fewer_than under below at_most short_of"),),
    negation=(
        exactly("not no never without nobody neither won't isn't aren't doesn't didn't hasn't cannot can't"),
    ),
    # "Just opened" and "only last week" are no amounts.
    little=(
        exactly("barely hardly scarcely"),
        re.compile(
            r"\b(?:only|just|merely)\s+(?:about\s+|some\s+|around\s+)?(?:\d|(?:one|two|three|four|five|six|seven|eight"
            r"|nine|ten|eleven|twelve|half|a\s+(?:few|handful|third|quarter|fraction|part))\b)",
            re.IGNORECASE,
        ),
    ),
    ahead=(
        exactly(
            "would could may might should plans plan planned expects expected expect repeats repeated "
            "promise promises hopes urge urges urged wants asks asked calls_for sticks forecast "
            "forecasts debate to_be will whether"
        ),
        re.compile(r"\bhad\s+(?:\w+\s+)?(?:promised|pledged|predicted|announced|said)\b", re.IGNORECASE),
    ),
    differences=(
        re.compile(r"\bby\s+(?:\w+\s+){0,2}[€$£]?\s*$", re.IGNORECASE),
        re.compile(r"^\s*(?:more|less|fewer|dearer|cheaper|higher|lower)\b", re.IGNORECASE),
    ),
    predicate=re.compile(r"\bwill\s+(?:not\s+|never\s+)?(?:be\s+|have\s+)?(\w+)", re.IGNORECASE),
)
