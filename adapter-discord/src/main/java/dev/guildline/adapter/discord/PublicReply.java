package dev.guildline.adapter.discord;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/** Fills in the answer that an acknowledged command left open. It can mention the one who asked, nobody else. */
final class PublicReply {
    private static final System.Logger LOG = System.getLogger(PublicReply.class.getName());

    private PublicReply() {}

    static String mention(long user) {
        return "<@" + Long.toUnsignedString(user) + ">";
    }

    static void say(InteractionHook hook, long to, String text) {
        say(hook, to, text, Optional.empty());
    }

    static void say(InteractionHook hook, long to, String text, Optional<MessageEmbed> card) {
        MessageEditData reply = new MessageEditBuilder()
                .setContent(text)
                .setEmbeds(card.map(List::of).orElse(List.of()))
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                .mentionUsers(to)
                .mentionRepliedUser(false)
                .build();
        hook.editOriginal(reply)
                .queue(
                        said -> {},
                        failure -> LOG.log(
                                System.Logger.Level.WARNING,
                                "a reply to user {0} could not be shown: {1}",
                                Long.toUnsignedString(to),
                                DiscordErrors.brief(failure)));
    }
}
