package dev.guildline.adapter.discord;

import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;

/**
 * Tells somebody that their words did not reach us: without the privileged intent Discord shows a bot only messages
 * that mention it.
 */
final class HiddenWords {
    private static final System.Logger LOG = System.getLogger(HiddenWords.class.getName());

    private HiddenWords() {}

    static void answer(Message hidden) {
        String self = PublicReply.mention(hidden.getJDA().getSelfUser().getIdLong());
        Optional<java.util.Locale> locale =
                InboundTranslator.locale(hidden.getGuild().getLocale());
        hidden.reply(OutboundTranslator.quiet()
                        .setContent(Phrases.in(locale).get("thread.hidden", self))
                        .build())
                .mentionRepliedUser(true)
                .queue(
                        said -> {},
                        failure -> LOG.log(
                                System.Logger.Level.WARNING,
                                "a customer could not be told that message {0} is hidden from us: {1}",
                                hidden.getId(),
                                DiscordErrors.brief(failure)));
    }
}
