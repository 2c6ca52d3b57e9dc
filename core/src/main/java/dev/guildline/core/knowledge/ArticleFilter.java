package dev.guildline.core.knowledge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which articles are wanted.
 *
 * @param languageOrNull only in this language (with all its regions, if it names none), null for any
 * @param words only with these words in title, key, identity or questions, in any case; empty for any
 * @param label only with this label, empty for any
 * @param tie only versions of this one article, empty for any
 * @param draftOrNull only drafts, or only others; null for both
 */
public record ArticleFilter(
        @Nullable Locale languageOrNull,
        String words,
        String label,
        String tie,
        @Nullable Boolean draftOrNull) {
    /** Every article. */
    public static final ArticleFilter ALL = new ArticleFilter(null, "", "", "", null);

    /**
     * Whether an article is wanted.
     *
     * @param article the article
     * @return true if it is
     */
    public boolean accepts(StoredArticle article) {
        ArticleContent content = article.content();
        return speaks(content.language(), languageOrNull)
                && (label.isEmpty() || content.labels().contains(label))
                && (tie.isEmpty() || article.tie().equals(tie))
                && (draftOrNull == null || content.draft() == draftOrNull)
                && (words.isBlank() || has(article, words.strip().toLowerCase(Locale.ROOT)));
    }

    private static boolean has(StoredArticle article, String wanted) {
        ArticleContent content = article.content();
        String text = content.title() + "\n" + content.key() + "\n" + article.id() + "\n"
                + String.join("\n", content.questions());
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /**
     * Whether a language is a wanted one: the same, or any region of it if the wanted one names none.
     *
     * @param language the language
     * @param wantedOrNull the wanted one, null for any
     * @return true if it is
     */
    public static boolean speaks(Locale language, @Nullable Locale wantedOrNull) {
        return wantedOrNull == null
                || language.toLanguageTag().equals(wantedOrNull.toLanguageTag())
                || (wantedOrNull.toLanguageTag().equals(wantedOrNull.getLanguage())
                        && language.getLanguage().equals(wantedOrNull.getLanguage()));
    }
}
