"""The kinds of id that must not be mixed up."""

from typing import NewType

TeamId = NewType("TeamId", str)  # a Slack workspace, "T…"
UserId = NewType("UserId", str)  # a person in Slack, "U…" or "W…"
ChannelId = NewType("ChannelId", str)  # a Slack conversation, "C…", "G…" or "D…"
SetupId = NewType("SetupId", str)  # ours: opaque, says nothing about the setup
RunId = NewType("RunId", str)  # ours: opaque
RequestId = NewType("RequestId", str)  # ours: opaque
SeenId = NewType("SeenId", str)  # what a delivery of Slack is recognised by, if it comes again
