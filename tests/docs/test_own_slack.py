"""README, “In your own Slack”: each step is followed as it is written, against practice."""

import asyncio
import os
import re
import shutil
import signal
import textwrap
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from practice.slack import AppSettings, SlackStandIn

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".data", ".env", "__pycache__", ".*_cache", "*.png"
)


def steps() -> list[str]:
    """The numbered items of the section, in their order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## In your own Slack")[1].split("\n## ")[0]
    items = re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]
    return [textwrap.dedent("   " + item) for item in items]


@dataclass
class Reader:
    """Somebody who does what stands there, and keeps at hand what they copied."""

    slack: SlackStandIn
    folder: Path
    manifest_before: dict[str, Any] | None
    app: AppSettings | None = None
    copied: dict[str, str] = field(default_factory=dict)
    bot: asyncio.subprocess.Process | None = None

    async def create_app(self, step: str) -> None:
        file = re.search(r"paste `(.+?)`", step)
        assert file
        manifest = yaml.safe_load((self.folder / file[1]).read_text(encoding="utf-8"))
        self.app = AppSettings.from_manifest(self.manifest_before or manifest)
        self.slack.use(self.app)
        if self.manifest_before:  # the app is there already, from an older manifest
            self.slack.install()
            self.app.edit(manifest)
            assert self.app.wants_reinstall

    async def install(self, step: str) -> None:
        assert "Install to Workspace" in step
        assert "Reinstall to Workspace" in step
        self.slack.install()
        assert self.app
        assert not self.app.wants_reinstall

    async def copy_bot_token(self, step: str) -> None:
        self.copied["xoxb-…"] = self.slack.bot_token

    async def copy_app_token(self, step: str) -> None:
        scope = re.search(r"scope\s+`(.+?)`", step)
        assert scope
        assert self.app
        self.copied["xapp-…"] = self.app.generate_app_token([scope[1]])

    async def write_env(self, step: str) -> None:
        lines = re.search(r"```sh\n(.+?)```", step, re.DOTALL)
        assert lines
        text = textwrap.dedent(lines[1])
        for shown, real in self.copied.items():
            assert shown in text
            text = text.replace(shown, real)
        (self.folder / ".env").write_text(text, encoding="utf-8")

    async def run(self, step: str) -> None:
        self.bot = await self._command(step)
        await self.slack.until(
            lambda: len(self.slack.sockets) == 2, timeout=30, what="two connections"
        )

    async def doctor(self, step: str) -> None:
        process = await self._command(step)
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        assert "make:" not in said.decode()

    async def invite_bot(self, step: str) -> None:
        assert "`/invite @Sales Connect`" in step
        await self.slack.happenings.invite_bot("C_INVITES", by="U_MARA")

    async def set_up(self, step: str) -> None:
        command = re.search(r"`(/.+?)`", step)
        assert command
        mara = self.slack.person("U_MARA")
        await mara.command(command[1])
        await mara.fill("Marketo admin", "U_MARA")
        await mara.fill("Sales Connect admin", "U_SOL")
        await mara.fill("Channel for invites", "C_INVITES")
        await mara.submit()
        assert mara.errors == {}
        await mara.until(lambda m: "Hand over credentials" in m.buttons)

    async def _command(self, step: str) -> asyncio.subprocess.Process:
        """The command of a step, typed into a terminal of its own."""
        words = re.search(r"`(make .+?)`", step)
        assert words
        return await asyncio.create_subprocess_shell(
            words[1],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "SLACK_API_URL": self.slack.api_url},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )

    async def leave(self) -> None:
        if self.bot is not None and self.bot.returncode is None:
            os.killpg(self.bot.pid, signal.SIGINT)
            await asyncio.wait_for(self.bot.communicate(), 10)


Doing = Callable[[Reader, str], Awaitable[None]]
HOW: tuple[tuple[str, Doing], ...] = (
    (r"Create New App.*From a manifest", Reader.create_app),
    (r"Install App", Reader.install),
    (r"Copy the \*Bot User OAuth Token\*", Reader.copy_bot_token),
    (r"App-Level Tokens", Reader.copy_app_token),
    (r"into a file `\.env`", Reader.write_env),
    (r"^\s*`make run`", Reader.run),
    (r"make doctor", Reader.doctor),
    (r"/invite", Reader.invite_bot),
    (r"/salesconnect setup", Reader.set_up),
)


def without_scopes() -> dict[str, Any]:
    """An app made earlier, when the manifest asked for less."""
    manifest: dict[str, Any] = deepcopy(
        yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    )
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    manifest["oauth_config"]["scopes"]["bot"].remove("im:write")
    return manifest


@pytest.mark.parametrize("before", [None, without_scopes()], ids=["new app", "older manifest"])
async def test_the_steps_lead_to_a_running_bot(
    tmp_path: Path, before: dict[str, Any] | None
) -> None:
    """Nine steps, none of which this test does in another way than it is written."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    lock, stamp = ROOT / "requirements.lock", ROOT / ".venv" / ".run"
    assert stamp.stat().st_mtime >= lock.stat().st_mtime, "make install: the lock file is newer"
    async with SlackStandIn(team_id="T_OWN") as slack:
        slack.add_user("U_MARA", "mara", "Mara Lind", email="mara@acme.example")
        slack.add_user("U_SOL", "sol", "Sol Reyes", email="sol@acme.example")
        slack.add_channel(
            "C_INVITES", "sales-invites", members=["U_MARA", "U_SOL"], bot_is_member=False
        )
        reader = Reader(slack, folder, before)
        try:
            for step, (words, do) in zip(steps(), HOW, strict=True):
                assert re.search(words, step, re.DOTALL), step
                await do(reader, step)
        finally:
            await reader.leave()
