package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ForumChannel;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdaGuildTest {
    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final SandboxUser ben = discord.user("ben", null, "en-US");
    private final SandboxChannel help = discord.guild().textChannel("help");
    private final SandboxChannel ideas = discord.guild().forumChannel("ideas");
    private final JdaBot bot = new JdaBot(discord, Compression.ZLIB);

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    private TextChannel channel() {
        return bot.jda().getTextChannelById(help.id());
    }

    /** The error code Discord has for a plain message in this channel. */
    private int refusal(String channelId) {
        return RawBot.json(
                        new RawBot(discord).call("POST", "/channels/" + channelId + "/messages", "{\"content\":\"x\"}"))
                .path("code")
                .asInt();
    }

    @Test
    void a_private_thread_is_seen_only_by_those_added_to_it() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        bot.on(MessageReceivedEvent.class, event -> {
            if (!event.getAuthor().isBot()) {
                heard.complete(
                        event.getChannel().getName() + ": " + event.getAuthor().getName());
            }
        });
        ThreadChannel thread = channel().createThreadChannel("case 7", true).complete();
        thread.sendMessage("your DMs are closed, so here").complete();
        thread.addThreadMemberById(amy.id()).complete();

        SandboxChannel seen = help.threads().get(0);
        assertThat(seen.name()).isEqualTo("case 7");
        assertThat(amy.messages(seen)).hasSize(1);
        assertThat(ben.messages(seen)).isEmpty();
        assertThatThrownBy(() -> ben.send(seen, "let me in")).hasMessageContaining("cannot open");
        amy.send(seen, "thanks");
        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("case 7: amy");

        thread.getManager().setArchived(true).setLocked(true).complete();
        assertThat(refusal(thread.getId())).isEqualTo(50083);
    }

    @Test
    void a_thread_grows_from_a_message_and_a_post_in_a_forum() {
        Message opener = channel().sendMessage("discuss").complete();
        ThreadChannel thread = opener.createThreadChannel("discussion").complete();
        assertThat(thread.getId()).isEqualTo(opener.getId());
        assertThat(ben.messages(help).get(0).threadId()).isEqualTo(thread.getId());

        ForumChannel forum = bot.jda().getForumChannelById(ideas.id());
        forum.createForumPost("Dark mode", MessageCreateData.fromContent("please"))
                .complete();
        assertThat(ideas.threads()).singleElement().satisfies(post -> {
            assertThat(post.name()).isEqualTo("Dark mode");
            assertThat(ben.messages(post)).extracting(SandboxMessage::content).containsExactly("please");
        });
    }

    @Test
    void reactions_are_counted() {
        SandboxMessage message = amy.send(help, "it works");
        channel().addReactionById(message.id(), Emoji.fromUnicode("✅")).complete();
        ben.react(message.id(), "✅", true);
        assertThat(amy.messages(help).get(0).reactions()).containsExactly(Map.entry("✅", 2));
        ben.react(message.id(), "✅", false);
        assertThat(amy.messages(help).get(0).reactions()).containsExactly(Map.entry("✅", 1));
    }

    @Test
    void a_command_for_administrators_is_offered_to_them_only() {
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("announce", "Tell everybody")
                                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER)),
                        Commands.slash("case", "Cases")
                                .addSubcommands(new SubcommandData("show", "Show one")
                                        .addOption(OptionType.INTEGER, "number", "Its number", true)))
                .complete();
        discord.guild().grantAdministrator(amy);
        assertThat(amy.commands(help)).contains("/announce", "/case");
        assertThat(ben.commands(help)).containsExactly("/case");
        assertThatThrownBy(() -> ben.slash(help, "case", Map.of())).hasMessageContaining("needs a subcommand");
        assertThatThrownBy(() -> ben.slash(help, "case show", Map.of())).hasMessageContaining("\"number\" is required");
        assertThatThrownBy(() -> ben.slash(help, "case show", Map.of("number", "7")))
                .hasMessageContaining("takes a Number");
    }

    @Test
    void a_forum_takes_no_plain_message() {
        assertThat(refusal(ideas.id())).isEqualTo(40058);
    }

    @Test
    void a_listener_is_told_of_changes_in_their_order() throws Exception {
        BlockingQueue<SandboxChange> changes = new LinkedBlockingQueue<>();
        Runnable unsubscribe = discord.subscribe(changes::add);
        SandboxMessage sent = amy.sendDm("one");
        amy.editMessage(sent.id(), "two");
        amy.deleteMessage(sent.id());
        for (SandboxChange.Kind kind : new SandboxChange.Kind[] {
            SandboxChange.Kind.MESSAGE_CREATED, SandboxChange.Kind.MESSAGE_EDITED, SandboxChange.Kind.MESSAGE_DELETED
        }) {
            SandboxChange change = changes.poll(20, TimeUnit.SECONDS);
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.messageId()).isEqualTo(sent.id());
            assertThat(change.channelId()).isEqualTo(amy.dm().id());
        }
        unsubscribe.run();
        amy.sendDm("three");
        assertThat(changes).isEmpty();
    }

    @Test
    void waiting_in_vain_tells_what_was_there() {
        amy.sendDm("hello");
        assertThatThrownBy(() -> amy.awaitDm(SandboxMessage::fromBot, Duration.ofMillis(50)))
                .isInstanceOf(SandboxTimeoutException.class)
                .hasMessageContaining("1 messages:")
                .hasMessageContaining("Amy: hello");
    }
}
