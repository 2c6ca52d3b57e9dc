"""A bot on discord.py that the local Discord must satisfy. It tells what it sees as one JSON object per line.

Environment: DISCORD_API (base with version), DISCORD_GATEWAY, DISCORD_TOKEN.
"""

import asyncio
import io
import json
import os
import sys
import threading
import traceback

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["DISCORD_API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY"])


def tell(event, **details):
    print(json.dumps({"event": event, **details}), flush=True)


class Form(discord.ui.Modal, title="A form"):
    summary = discord.ui.TextInput(label="Summary", custom_id="title")

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"got {self.summary.value}", ephemeral=True)
        await interaction.delete_original_response()
        await interaction.followup.send("thank you", ephemeral=True)

    async def on_error(self, interaction, error):
        tell("error", message="".join(traceback.format_exception(error)))


class Question(discord.ui.View):
    @discord.ui.button(label="Go", custom_id="go", style=discord.ButtonStyle.primary)
    async def go(self, interaction, button):
        tell_interaction(interaction)
        await interaction.response.edit_message(content="which?", view=Choice())
        tell("changed")


class Choice(discord.ui.View):
    @discord.ui.select(
        custom_id="pick",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")],
    )
    async def pick(self, interaction, select):
        tell_interaction(interaction)
        await interaction.response.defer()
        await interaction.edit_original_response(content="picked " + ",".join(select.values), view=None)


def tell_interaction(interaction):
    tell("interaction", type=interaction.type.value, locale=str(interaction.locale), user=interaction.user.name)


class Bot(discord.Client):
    def __init__(self):
        intents = discord.Intents.none()
        intents.guilds = True
        intents.guild_messages = True
        intents.dm_messages = True
        intents.dm_typing = True
        super().__init__(intents=intents)
        self.tree = app_commands.CommandTree(self)
        self.registered = 0

    async def setup_hook(self):
        @self.tree.command(description="Report a bug")
        async def bug(interaction, title: str):
            tell_interaction(interaction)
            await interaction.response.defer()
            await interaction.edit_original_response(content=f"noted {title}")
            more = await interaction.followup.send("only you", ephemeral=True, wait=True)
            tell("followed", id=str(more.id))

        @bug.autocomplete("title")
        async def titles(interaction, typed: str):
            tell_interaction(interaction)
            return [app_commands.Choice(name=f"{typed}!", value=typed)]

        @self.tree.command(description="Open a form")
        async def form(interaction):
            tell_interaction(interaction)
            await interaction.response.send_modal(Form(custom_id="form:1"))
            tell("shown")

        @self.tree.command(description="Ask with buttons")
        async def ask(interaction):
            tell_interaction(interaction)
            await interaction.response.send_message("go on?", view=Question())
            sent = await interaction.original_response()
            tell("asked", id=str(sent.id))

        self.registered = len(await self.tree.sync())

    async def on_ready(self):
        tell("ready", user=self.user.name, guilds=len(self.guilds), commands=self.registered)

    async def on_resumed(self):
        tell("resumed")

    async def on_error(self, event, *args):
        tell("error", message=traceback.format_exc())

    async def on_message(self, message):
        if message.author.bot:
            return
        tell(
            "message",
            id=str(message.id),
            content=message.content,
            dm=message.guild is None,
            files=[file.filename for file in message.attachments],
        )
        channel = message.channel
        if message.content == "history":
            newest = [entry async for entry in channel.history(limit=2)]
            older = [entry async for entry in channel.history(limit=2, before=newest[-1])]
            later = [entry async for entry in channel.history(limit=2, after=older[-1])]
            later.reverse()
            texts = [[entry.content for entry in page] for page in (newest, older, later)]
            tell("history", newest=texts[0], older=texts[1], later=texts[2])
        elif message.content == "change":
            sent = await channel.send("draft")
            await sent.edit(content="final")
            doomed = await channel.send("doomed")
            await doomed.delete()
            tell("changed", kept=str(sent.id))
        elif message.content == "file":
            file = discord.File(io.BytesIO(b"line 1"), filename="log.txt", description="a log")
            await channel.send("here", file=file)
        elif message.content != "silence":
            async with channel.typing():
                await message.reply("echo " + message.content)

    async def on_raw_message_edit(self, payload):
        if not payload.data["author"].get("bot"):
            tell("edited", id=str(payload.message_id), content=payload.data["content"])

    async def on_raw_message_delete(self, payload):
        tell("deleted", id=str(payload.message_id))

    async def on_raw_typing(self, payload):
        tell("typing", user=str(payload.user_id))

    async def on_interaction(self, interaction):
        if interaction.type == discord.InteractionType.modal_submit:
            tell_interaction(interaction)


async def main():
    bot = Bot()
    loop = asyncio.get_running_loop()

    def until_told_to_stop():
        sys.stdin.read()
        asyncio.run_coroutine_threadsafe(bot.close(), loop)

    threading.Thread(target=until_told_to_stop, daemon=True).start()
    async with bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


asyncio.run(main())
