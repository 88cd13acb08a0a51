"""A session holds a few streams at most."""

from contextlib import ExitStack

from webhook.routes.places import Streams


def test_the_oldest_stream_gives_way() -> None:
    streams = Streams(most=3)
    with ExitStack() as stack:
        places = [stack.enter_context(streams.enter("alice")) for _ in range(4)]
        assert [place.lost for place in places] == [True, False, False, False]


def test_a_stream_that_ended_takes_no_place() -> None:
    streams = Streams(most=1)
    with streams.enter("alice"):
        pass
    with streams.enter("alice") as place:
        assert not place.lost


def test_sessions_do_not_share_places() -> None:
    streams = Streams(most=1)
    with streams.enter("alice") as first, streams.enter("bob"):
        assert not first.lost
