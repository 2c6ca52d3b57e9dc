package dev.guildline.adapter.knowledge;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as authors keep it, in one language.
 *
 * @param key what it is called in its language, with slashes; the versions of an article in several languages share it
 * @param language what it is written in
 * @param title its title
 * @param category what it belongs to, may be empty
 * @param body its text in Markdown
 * @param questions how customers ask for it
 * @param url where to read on, may be empty
 * @param labels what it is picked by
 * @param draft whether it is held back
 * @param expiresOrNull the last day on which it is served, null for ever
 * @param id its identity, empty for that of its path
 * @param translationOf the key or id of the article that it is another version of, where the keys differ; may be empty
 */
record ArticleRecord(
        String key,
        Locale language,
        String title,
        String category,
        String body,
        List<String> questions,
        String url,
        List<String> labels,
        boolean draft,
        @Nullable LocalDate expiresOrNull,
        String id,
        String translationOf) {

    /** What a source may or may not know about an article; the rest is left as it was. */
    enum Part {
        CATEGORY,
        QUESTIONS,
        URL,
        LABELS,
        DRAFT,
        EXPIRES,
        ID,
        TRANSLATION_OF
    }

    ArticleRecord {
        title = title.strip();
        body = body.strip();
        questions = List.copyOf(questions);
        labels = labels.stream().distinct().sorted().toList();
    }

    /** Where its file lies below the folder of all articles, without anything of an import's name. */
    String path() {
        return language.toLanguageTag() + "/" + key + ".md";
    }

    /** The article with what its source does not know taken from how it was before. */
    ArticleRecord over(ArticleRecord before, Set<Part> known) {
        Set<Part> kept = EnumSet.allOf(Part.class);
        kept.removeAll(known);
        return new ArticleRecord(
                key,
                language,
                title,
                kept.contains(Part.CATEGORY) ? before.category() : category,
                body,
                kept.contains(Part.QUESTIONS) ? before.questions() : questions,
                kept.contains(Part.URL) ? before.url() : url,
                kept.contains(Part.LABELS) ? before.labels() : labels,
                kept.contains(Part.DRAFT) ? before.draft() : draft,
                kept.contains(Part.EXPIRES) ? before.expiresOrNull() : expiresOrNull,
                kept.contains(Part.ID) ? before.id() : id,
                kept.contains(Part.TRANSLATION_OF) ? before.translationOf() : translationOf);
    }

    ArticleRecord under(String folder) {
        return folder.isEmpty()
                ? this
                : new ArticleRecord(
                        folder + "/" + key,
                        language,
                        title,
                        category,
                        body,
                        questions,
                        url,
                        labels,
                        draft,
                        expiresOrNull,
                        id,
                        translationOf);
    }
}
