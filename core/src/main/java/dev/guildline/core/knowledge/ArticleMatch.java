package dev.guildline.core.knowledge;

/**
 * An article that was found.
 *
 * @param article the article
 * @param confidence how well it fits, 0 to 1; comparable inside one language of one knowledge base only
 * @param excerpt the part that answers, whole sentences, at most some 300 characters; never blank unless the body is
 */
public record ArticleMatch(Article article, double confidence, String excerpt) {}
