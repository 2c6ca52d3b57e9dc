package dev.guildline.adapter.discord;

import dev.guildline.core.knowledge.Article;
import dev.guildline.core.message.MessageBody;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Articles as Discord's embeds. */
final class Cards {
    private static final int COLOUR = 0x5865F2;
    private static final int LONGEST_LISTED_TITLE = 200;

    private Cards() {}

    static MessageEmbed of(MessageBody.ArticleCard card) {
        EmbedBuilder embed = new EmbedBuilder()
                .setColor(COLOUR)
                .setTitle(
                        Markdown.shortened(card.title(), MessageEmbed.TITLE_MAX_LENGTH),
                        card.url()
                                .filter(Markdown::isClickable)
                                .map(Object::toString)
                                .orElse(null))
                .setDescription(Markdown.shortened(card.excerpt(), MessageEmbed.DESCRIPTION_MAX_LENGTH));
        if (!card.category().isBlank()) {
            embed.setAuthor(Markdown.shortened(card.category(), MessageEmbed.AUTHOR_MAX_LENGTH));
        }
        card.url()
                .filter(Markdown::isClickable)
                .map(URI::getHost)
                .ifPresent(host -> embed.setFooter(Markdown.shortened(host, MessageEmbed.TEXT_MAX_LENGTH)));
        return embed.build();
    }

    /** A list of articles under a heading; none if there are no articles. */
    static Optional<MessageEmbed> list(String heading, List<Article> articles) {
        if (articles.isEmpty()) {
            return Optional.empty();
        }
        String lines = articles.stream().map(Cards::line).collect(Collectors.joining("\n"));
        return Optional.of(new EmbedBuilder()
                .setColor(COLOUR)
                .setTitle(Markdown.shortened(heading, MessageEmbed.TITLE_MAX_LENGTH))
                .setDescription(lines)
                .build());
    }

    private static String line(Article article) {
        String title = Markdown.shortened(article.title(), LONGEST_LISTED_TITLE);
        return "• " + article.url().map(url -> Markdown.link(title, url)).orElseGet(() -> Markdown.plain(title));
    }
}
